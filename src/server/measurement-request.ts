import type { MeasurementRequest } from "./api.js"
import { isPlainName } from "./confined-path.js"
import { refusal } from "./refusal.js"

const word = /^[a-z][a-z0-9-]{0,30}$/
const count = /^\d{1,15}$/

/** The options of `rote measure` that a request may set, and what their values look like. */
const settings: Record<Exclude<keyof MeasurementRequest, "file" | "run">, RegExp> = {
  entropy: word,
  bins: count,
  binning: word,
  "miller-madow": /^true$/,
  mi: word,
  "mi-bins": count,
  k: count,
  neurons: count,
  examples: count,
  seed: count,
  unit: word,
  layers: /^[^\0]{1,10000}$/,
  reduce: word,
  "drop-nonfinite": /^true$/,
}

const measurable = /\.(npz|npy|safetensors|csv|tsv|parquet)$/i

/** A request whose names are names and nothing else. */
export interface CheckedRequest {
  file: string
  run: string
  /** Options of `rote measure`, each in one word with its value, which so can be taken for no other option. */
  options: string[]
}

/** Checks the query of `POST api/measurements`. Whether a value makes sense the command says. Throws a 400. */
export function checkRequest(query: Record<string, string[]>): CheckedRequest {
  const unknown = Object.keys(query).find((name) => name !== "file" && name !== "run" && !Object.hasOwn(settings, name))
  if (unknown !== undefined) throw refusal(400, `${unknown}: expected file, run, ${Object.keys(settings).join(", ")}`)
  const twice = Object.keys(query).find((name) => query[name].length > 1)
  if (twice !== undefined) throw refusal(400, `${twice}: expected it once`)
  const { file: [file] = [""], run: [run] = [""] } = query
  if (!isSafeName(file) || !measurable.test(file)) {
    throw refusal(400, "file: expected the name of a .npy, .npz, .safetensors, .csv, .tsv or .parquet file")
  }
  if (!isSafeName(run)) throw refusal(400, "run: expected the name of a new folder, without slashes")
  const options = Object.entries(settings).flatMap(([name, form]) => {
    const value = query[name]?.[0]
    if (value === undefined) return []
    if (!form.test(value)) throw refusal(400, `${name}: expected a value of rote measure --${name}`)
    return [value === "true" ? `--${name}` : `--${name}=${value}`]
  })
  return { file, run, options }
}

/** Of a file or folder on any system, and printable; it looks like no option. */
function isSafeName(name: string): boolean {
  return (
    isPlainName(name) &&
    Buffer.byteLength(name) <= 200 &&
    !/^-|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}<>"|?*]|[. ]$|^\s/u.test(name) &&
    !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
  )
}
