import { type MeasureOptions, resolveSettings } from "#src/estimators/measure.js"
import type { MutualInformationOptions } from "#src/estimators/options.js"
import type { ReadOptions } from "#src/readers/options.js"

const defaults = resolveSettings()

/** The settings as `rote measure` names them, each at its usual value. Empty is all of them. */
export const usualFields = {
  entropy: defaults.entropy.method as string,
  bins: String(defaults.entropy.bins),
  binning: defaults.entropy.edges as string,
  "miller-madow": "",
  mi: defaults.mutualInformation?.method as string,
  "mi-bins": String(defaults.mutualInformation?.bins),
  k: String(defaults.entropy.k),
  neurons: "",
  examples: "",
  seed: String(defaults.seed),
  unit: defaults.unit as string,
}

export type Fields = typeof usualFields

export const fieldNames = Object.keys(usualFields) as (keyof Fields)[]

/** The settings of an address; what it does not name is as usual. */
export function fieldsOf(query: URLSearchParams): Fields {
  const entries = fieldNames.map((name) => [name, query.get(name) ?? usualFields[name]])
  return Object.fromEntries(entries) as Fields
}

/** Those that are not as usual, by name: all that an address, a command or a server has to be told. */
export function unusualFields(fields: Fields): Partial<Fields> {
  const unusual = fieldNames.filter((name) => fields[name] !== usualFields[name] && fields[name] !== "")
  return Object.fromEntries(unusual.map((name) => [name, fields[name]]))
}

/** Whatever the text of a field is: `resolveSettings` and `measure` say what is wrong with it. */
export function measureOptions(fields: Fields): MeasureOptions {
  const { entropy, binning, "miller-madow": corrected, mi, unit, ...numbers } = unusualFields(fields)
  const {
    bins,
    "mi-bins": pairBins,
    k,
    neurons,
    examples,
    seed,
  } = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, Number(text)]))
  const method = mi as MutualInformationOptions["method"] | "none" | undefined
  return given({
    entropy: given({
      method: entropy,
      bins,
      edges: binning,
      correction: corrected === "true" ? "miller-madow" : undefined,
      k,
    }),
    mutualInformation: method === "none" ? method : given({ method, k, bins: pairBins }),
    neurons,
    examples,
    seed,
    unit,
  }) as MeasureOptions
}

/** What is asked of the reader, by the names of `rote measure`'s options. */
export function readingFields({ layers, reduce, dropNonfinite }: ReadOptions): Record<string, string> {
  return given({
    layers: layers?.join(","),
    reduce,
    "drop-nonfinite": dropNonfinite === true ? "true" : undefined,
  }) as Record<string, string>
}

/** The same measurement on the command line. */
export function commandLine(file: string, options: ReadOptions, fields: Fields): string {
  const given = { ...readingFields(options), ...unusualFields(fields) }
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === "true" ? [`--${name}`] : value.startsWith("-") ? [`--${name}=${value}`] : [`--${name}`, value],
  )
  return ["rote", "measure", file.startsWith("-") ? `./${file}` : file, ...words].map(shellWord).join(" ")
}

/** A word that a shell takes as it is, or quoted so that it does. */
function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return unprintable.test(word) ? `$'${word.replace(escaped, escapeOf)}'` : `'${word.replaceAll("'", "'\\''")}'`
}

/** A terminal obeys control characters that are pasted, quoted or not, and bidirectional ones show another command than is copied. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const escaped = /['\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Within `$'…'`, which shells read as C would. */
function escapeOf(character: string): string {
  return unprintable.test(character)
    ? `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`
    : `\\${character}`
}

function given<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>
}
