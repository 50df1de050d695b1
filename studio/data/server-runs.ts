import { type ActivationMatrix, allocateValues } from "#src/activations.js"
import { examplesOfRows } from "#src/capture/reduction/rows.js"
import { printable, RoteError } from "#src/errors.js"
import type { MutualInformationMatrix } from "#src/estimators/measurement.js"
import { tileExtent } from "#src/inspection/matrix-pyramid.js"
import { printableMeasurement } from "#src/report/report-run.js"
import type { MatrixOrder } from "#src/server/api.js"
import { type Manifest, manifestName, parseManifest } from "#src/store/manifest-json.js"
import { decodeNeurons, neuronsName } from "#src/store/neurons.js"
import { ask, encodePath } from "./server.js"
import { type MatrixTile, once, type StudioRun } from "./studio-run.js"
import { knownFolder } from "./use-folder.js"
import { askWorker } from "./worker-question.js"

const activationsName = "activations.safetensors"

/** The folder itself, where it is a run: an empty path would be left out of links. */
export const folderItself = "."

export function runId(path: string): string {
  return path === "" ? folderItself : path
}

/**
 * A complete run of the server's folder: its manifest and its table of neurons now, the rest when asked for.
 * @throws ServerError where it cannot be had; RoteError `damaged-run` where it is not whole, `unsupported-format`
 */
export async function loadServerRun(id: string, name: string): Promise<StudioRun> {
  const path = id === folderItself ? "" : id
  const manifest = parseManifest(await (await askFile(path, manifestName)).text(), id)
  const { input, settings, result } = manifest
  if (result === null) throw notComplete(id)
  const { neurons, layers } = input
  const table = new Uint8Array(await (await askFile(path, neuronsName)).arrayBuffer())
  const { matrixNeurons, ...decoded } = await decodeNeurons(table, neurons, layers)
  const { examples, summary, warnings, matrixSize } = result
  const measurement = { settings, examples, neurons, layers, ...decoded, mutualInformation: null, summary, warnings }
  return {
    id,
    name,
    measurement: printableMeasurement(measurement),
    files: input.files.map((file) => printable(file.name)),
    captured: input.capture !== undefined,
    rowExamples: input.capture?.rows === undefined ? null : examplesOfRows(input.capture.rows, input.capture.examples),
    matrixNeurons: matrixSize === null ? null : matrixNeurons,
    matrixSize,
    pairs: once(async () => (matrixSize === null ? null : askPairs(path, matrixNeurons))),
    activations: once(() => askActivations(path, manifest)),
    tile: (order, level, row, column, signal) => askTile(path, matrixSize ?? 0, { order, level, row, column }, signal),
    matrixOrder: (order) => askOrder(path, order),
  }
}

function askFile(path: string, name: string): Promise<Response> {
  return ask(`files/${encodePath(path === "" ? name : `${path}/${name}`)}`)
}

/** Into memory that workers read without a copy: of thousands of neurons, hundreds of megabytes. */
async function askPairs(path: string, neurons: Int32Array): Promise<MutualInformationMatrix> {
  const reader = (await ask(`pairs/${encodePath(path)}`)).body!.getReader()
  const values = allocateValues(neurons.length ** 2, "float64") as Float64Array
  const bytes = new Uint8Array(values.buffer)
  let filled = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes.set(part.value, filled)
    filled += part.value.length
  }
  if (filled === bytes.length) return { neurons, values }
  const found = `${filled} of ${bytes.length} bytes`
  throw new RoteError("truncated", { input: path, expected: "the whole matrix", found, hint: "try again" })
}

async function askActivations(path: string, { input }: Manifest): Promise<ActivationMatrix | null> {
  const entry = (await knownFolder())?.entries.find((each) => each.path === path)
  if (entry?.kind === "run" && entry.measured?.activationBytes === null) return null
  const response = await askFile(path, activationsName)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const worker = new Worker(new URL("./parse-worker.ts", import.meta.url), { type: "module" })
  const question = { bytes, name: `${path}/${activationsName}` }
  const parsed = await askWorker<typeof question, ActivationMatrix>(worker, question, { transfer: [bytes.buffer] })
  return { ...parsed, layers: input.layers.map((layer) => ({ ...layer, name: printable(layer.name) })) }
}

interface TilePlace {
  order: MatrixOrder
  level: number
  row: number
  column: number
}

async function askTile(
  path: string,
  size: number,
  { order, level, row, column }: TilePlace,
  signal?: AbortSignal,
): Promise<MatrixTile> {
  const extent = tileExtent(size, level, row, column)
  if (extent === undefined) throw new RangeError(`no tile ${row}, ${column} at level ${level}`)
  const place = new URLSearchParams({ order, level: `${level}`, row: `${row}`, column: `${column}` })
  const response = await ask(`matrix/${encodePath(path)}?${place}`, signal === undefined ? {} : { signal })
  return { ...extent, cells: new Float32Array(await response.arrayBuffer()) }
}

async function askOrder(path: string, order: MatrixOrder): Promise<Int32Array> {
  return Int32Array.from(await (await ask(`order/${encodePath(path)}?order=${order}`)).json())
}

function notComplete(input: string): RoteError {
  return new RoteError("damaged-run", {
    input,
    expected: "a complete run",
    found: "one that is still measured or was interrupted",
    hint: "wait for it, or go on with it by `rote measure` with the same files, settings and `--out`",
  })
}
