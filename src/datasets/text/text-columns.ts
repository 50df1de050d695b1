import { RoteError } from "../../errors.js"
import { listed } from "../../readers/text/listed.js"

/** Names of columns, of a table's or of JSON's fields. Those not given are found by their usual names. */
export interface TextColumns {
  /** Else one called text, review, sentence or content. */
  text?: string
  /** Else one called label, sentiment, class or target. */
  label?: string
  /** The one that tells train from test; else one called split, if there is any. */
  split?: string
}

const usual = {
  text: ["text", "review", "sentence", "content"],
  label: ["label", "sentiment", "class", "target"],
  split: ["split"],
}

/**
 * The places in a header of the columns of texts, of labels and, where there is one, of splits, by the names asked for or else by
 * usual ones, in upper or lower case.
 * @throws RoteError `bad-option` for a name asked for that is not there exactly once; `malformed` where none or several of the
 * usual names of texts or labels are there: the message lists the columns
 */
export function findColumns(header: readonly string[], asked: TextColumns, input: string): number[] {
  const hasSplit = asked.split !== undefined || header.some(isUsual("split"))
  const wanted = hasSplit ? (["text", "label", "split"] as const) : (["text", "label"] as const)
  return wanted.map((what) => findColumn(what, header, asked[what], input))
}

function findColumn(
  what: keyof TextColumns,
  header: readonly string[],
  asked: string | undefined,
  input: string,
): number {
  const isWanted = asked === undefined ? isUsual(what) : (name: string) => name === asked
  const places = [...header.keys()].filter((column) => isWanted(header[column]))
  if (places.length === 1) return places[0]
  const names = asked === undefined ? usual[what].join(", ") : JSON.stringify(asked)
  throw new RoteError(asked === undefined ? "malformed" : "bad-option", {
    input,
    expected: `one column of ${what}s${asked === undefined ? ", called one of" : ","} ${names}`,
    found: `the columns ${listed(header)}`,
    hint: `name the column with --${what}`,
  })
}

function isUsual(what: keyof TextColumns): (name: string) => boolean {
  return (name) => usual[what].includes(name.trim().toLowerCase())
}
