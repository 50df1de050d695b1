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

/** Where the columns are among all. */
export interface ColumnPlaces {
  text: number
  label: number
  split?: number
}

const usual = {
  text: ["text", "review", "sentence", "content"],
  label: ["label", "sentiment", "class", "target"],
  split: ["split"],
}

/**
 * Finds the columns of texts, labels and splits, by the names asked for or else by usual ones, in upper or lower case.
 * @throws RoteError `bad-option` for a name asked for that is not there exactly once; `malformed` where none or several of the
 * usual names of texts or labels are there: the message lists the columns
 */
export function findColumns(header: readonly string[], asked: TextColumns, input: string): ColumnPlaces {
  const text = findColumn("text", header, asked.text, input)
  const label = findColumn("label", header, asked.label, input)
  const hasSplit = asked.split !== undefined || header.some(isUsual("split"))
  return hasSplit ? { text, label, split: findColumn("split", header, asked.split, input) } : { text, label }
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
