import { readFile, stat } from "node:fs/promises"
import { RoteError } from "../errors.js"
import { cellReader } from "../readers/csv-cells.js"
import { parseDecimal } from "../readers/decimal.js"

/** Values of a model by name, for each metric. */
export type Metrics = Record<string, Record<string, number>>

const nameHeaders = ["model", "name", "run"]
const mostBytes = 2 ** 20

/**
 * Reads a CSV table of the metrics of one's own: a header, the models' names in the first column (model, name or run), a
 * number in each further one. Every one of `names` must have its row, and no other.
 * @throws RoteError `malformed` naming the line, `duplicate-name`, `shape-mismatch` listing names missing and unknown,
 * `limit-exceeded` over 1 MiB, `io`
 */
export async function readMetrics(file: string, names: readonly string[]): Promise<Metrics> {
  const [header, ...rows] = await readRows(file)
  if (header === undefined || header.cells.length < 2 || !nameHeaders.includes(header.cells[0].trim().toLowerCase())) {
    throw new RoteError("malformed", {
      input: file,
      expected: `a header: ${nameHeaders.join(", ")} and then the names of metrics`,
      found: header === undefined ? "an empty file" : header.cells.join(","),
    })
  }
  const metrics = header.cells.slice(1).map((name) => name.trim())
  requireDistinct(file, "metrics", metrics)
  for (const { cells, line } of rows) {
    if (cells.length === header.cells.length) continue
    const found = `${cells.length}`
    throw new RoteError("malformed", {
      input: `${file}, line ${line}`,
      expected: `${header.cells.length} cells`,
      found,
    })
  }
  const models = rows.map(({ cells }) => cells[0].trim())
  requireDistinct(file, "models", models)
  requireSameNames(file, models, names)
  return Object.fromEntries(
    metrics.map((metric, m) => [
      metric,
      Object.fromEntries(rows.map((row, i) => [models[i], numberIn(file, metric, row.cells[m + 1], row.line)])),
    ]),
  )
}

interface Row {
  cells: string[]
  line: number
}

async function readRows(file: string): Promise<Row[]> {
  const rows: Row[] = []
  let cells: string[] = []
  const decoder = new TextDecoder()
  const reader = cellReader(",".charCodeAt(0), file, {
    cell: (bytes) => cells.push(decoder.decode(bytes)),
    row: (line) => {
      if (cells.join("").trim() !== "") rows.push({ cells, line })
      cells = []
    },
  })
  reader.push(await readSmall(file))
  reader.end()
  return rows
}

async function readSmall(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size <= mostBytes) return withoutMark(await readFile(file))
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? "another fault"
    throw new RoteError("io", { input: file, expected: "a file that can be read", found }, { cause })
  }
  throw new RoteError("limit-exceeded", { input: file, expected: "a table of at most 1 MiB", found: "a larger file" })
}

/** Without the byte order mark that spreadsheets write. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function requireDistinct(file: string, what: string, names: string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice === undefined) return
  const found = `two named ${JSON.stringify(twice)}`
  throw new RoteError("duplicate-name", { input: file, expected: `${what} of different names`, found })
}

function requireSameNames(file: string, models: string[], names: readonly string[]): void {
  const missing = names.filter((name) => !models.includes(name))
  const unknown = models.filter((name) => !names.includes(name))
  if (missing.length + unknown.length === 0) return
  const found = [
    ...(missing.length === 0 ? [] : [`none for ${missing.join(", ")}`]),
    ...(unknown.length === 0 ? [] : [`rows of others: ${unknown.join(", ")}`]),
  ]
  throw new RoteError("shape-mismatch", {
    input: file,
    expected: `a row for each run ranked (${names.join(", ")}) and no other`,
    found: found.join("; "),
    hint: "runs are called after their folders; rank more runs, or take rows out",
  })
}

function numberIn(file: string, metric: string, cell: string, line: number): number {
  const value = parseDecimal(cell)
  if (value !== undefined && Number.isFinite(value)) return value
  throw new RoteError("malformed", {
    input: `${file}, line ${line}, ${metric}`,
    expected: "a number",
    found: cell.trim() === "" ? "nothing" : JSON.stringify(cell),
  })
}
