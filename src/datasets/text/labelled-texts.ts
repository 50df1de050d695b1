import { RoteError } from "../../errors.js"
import { listed } from "../../readers/text/listed.js"

/** Texts and the class of each, text i having the class `classes[labels[i]]`. */
export interface LabelledTexts {
  texts: string[]
  labels: Uint8Array
  /** Names of the classes, sorted (numbers by value), so that labels do not depend on the order of the texts. */
  classes: string[]
  /** The part of the data set, such as "train" or "test", that each text belongs to, where the source tells. */
  split?: string[]
}

/** A text as a source gives it, not yet checked. */
export interface SourceText {
  /** What errors call its place: the file, and the line in it. */
  input: string
  text: string
  label: string
  split?: string
}

const mostClasses = 255

/**
 * Checks texts and puts them together. Runs of HTML's line breaks (`<br />`, as IMDb has them) become a space each, and spaces
 * around a text and its label go.
 * @throws RoteError `malformed` naming the place of a text that is empty or holds a NUL, or of a missing label or split; or
 * where all texts are of one class; `limit-exceeded` for more than 255 classes; `too-few-examples` for no text
 */
export async function gatherTexts(source: AsyncIterable<SourceText>, input: string): Promise<LabelledTexts> {
  const texts: string[] = []
  const split: string[] = []
  const found: number[] = []
  const places = new Map<string, number>()
  for await (const each of source) {
    texts.push(checkedText(each))
    const label = present("label", each.label, each.input)
    const place = places.get(label) ?? places.size
    if (place === mostClasses) throw tooManyClasses(each.input, places)
    places.set(label, place)
    found.push(place)
    if (each.split !== undefined) split.push(present("split", each.split, each.input))
  }
  const classes = [...places.keys()].sort(byValue)
  requireTwoClasses(classes, input)
  const order = [...places.keys()].map((name) => classes.indexOf(name))
  const labels = Uint8Array.from(found, (place) => order[place])
  return { texts, labels, classes, ...(split.length > 0 ? { split } : {}) }
}

/**
 * The texts of one part of the data set, such as "train", in their order.
 * @throws RoteError `bad-option` where the source tells no parts, or no text is of this one
 */
export function textsOfSplit({ texts, labels, classes, split = [] }: LabelledTexts, name: string): LabelledTexts {
  const of = [...texts.keys()].filter((i) => split[i] === name)
  if (of.length === 0) {
    const found = split.length === 0 ? "texts of no named parts" : `texts of ${listed([...new Set(split)])}`
    throw new RoteError("bad-option", { expected: `texts of the split ${JSON.stringify(name)}`, found })
  }
  return { texts: of.map((i) => texts[i]), labels: Uint8Array.from(of, (i) => labels[i]), classes }
}

function checkedText({ text, input }: SourceText): string {
  if (text.includes("\0")) {
    const hint = "it is no text, or not in UTF-8: save it as UTF-8"
    throw new RoteError("malformed", { input, expected: "a text", found: "one with a NUL character", hint })
  }
  const plain = text.replace(/(?:<br ?\/?>)+/gi, " ").trim()
  if (plain !== "") return plain
  throw new RoteError("malformed", { input, expected: "a text", found: "an empty one", hint: "delete it" })
}

function present(what: "label" | "split", name: string, input: string): string {
  const trimmed = name.trim()
  if (trimmed !== "") return trimmed
  throw new RoteError("malformed", { input, expected: `a ${what}`, found: "none", hint: "add it, or delete the text" })
}

/** Numbers by value and before names; names by their characters. */
function byValue(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => (/^-?\d{1,15}$/.test(name) ? Number(name) : Number.MAX_SAFE_INTEGER))
  if (first !== second) return first - second
  return a < b ? -1 : 1
}

function tooManyClasses(input: string, places: ReadonlyMap<string, number>): RoteError {
  return new RoteError("limit-exceeded", {
    input,
    expected: `at most ${mostClasses} classes`,
    found: `one more, after ${listed([...places.keys()].slice(0, 3))} and others`,
    hint: "check that the column of labels is the one you meant",
  })
}

function requireTwoClasses(classes: readonly string[], input: string): void {
  if (classes.length > 1) return
  if (classes.length === 0) {
    throw new RoteError("too-few-examples", { input, expected: "labelled texts", found: "none" })
  }
  throw new RoteError("malformed", {
    input,
    expected: "texts of at least two classes",
    found: `all of ${listed(classes)}`,
  })
}
