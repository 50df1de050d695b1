import { parentPort } from "node:worker_threads"
import { RoteError } from "../errors.js"
import { clusterOrder } from "../inspection/cluster-order.js"
import { type MatrixPyramid, matrixPyramid, pyramidTile } from "../inspection/matrix-pyramid.js"
import { readBands } from "../store/matrix-blocks.js"
import type { MatrixAnswer, MatrixOrder, MatrixQuestion, MatrixSource } from "./matrix-questions.js"

/** Matrices kept: the one looked at, and the one it is compared with. */
const keptMatrices = 2

interface Kept {
  size: number
  values: Promise<Float32Array>
  pyramids: Map<MatrixOrder, Promise<MatrixPyramid>>
}

/** The one asked for longest ago first. */
const kept = new Map<string, Kept>()

parentPort?.on("message", async (question: MatrixQuestion) => {
  const answer = await answerTo(question)
  const moved = "tile" in answer ? [answer.tile.cells.buffer] : []
  parentPort?.postMessage(answer, moved as ArrayBuffer[])
})

async function answerTo({ id, source, order, tile }: MatrixQuestion): Promise<MatrixAnswer> {
  try {
    const pyramid = await pyramidOf(matrixOf(source), order)
    if (tile === undefined)
      return { id, rows: pyramid.order ?? Int32Array.from({ length: source.size }, (_, row) => row) }
    return { id, tile: pyramidTile(pyramid, tile.level, tile.row, tile.column) }
  } catch (error) {
    kept.delete(keyOf(source))
    const fault = error instanceof RoteError ? { code: error.code, fault: error.fault } : undefined
    return { id, failure: fault ?? { message: String(error) } }
  }
}

function matrixOf(source: MatrixSource): Kept {
  const key = keyOf(source)
  const found = kept.get(key) ?? { size: source.size, values: readValues(source), pyramids: new Map() }
  kept.delete(key)
  kept.set(key, found)
  for (const oldest of [...kept.keys()].slice(0, -keptMatrices)) kept.delete(oldest)
  return found
}

function pyramidOf(matrix: Kept, order: MatrixOrder): Promise<MatrixPyramid> {
  let pyramid = matrix.pyramids.get(order)
  if (pyramid === undefined) {
    pyramid = matrix.values.then((values) =>
      matrixPyramid(values, matrix.size, order === "clusters" ? clusterOrder(values, matrix.size) : null),
    )
    matrix.pyramids.set(order, pyramid)
  }
  return pyramid
}

async function readValues({ directory, size, missing }: MatrixSource): Promise<Float32Array> {
  const values = new Float32Array(size * size)
  let place = 0
  for await (const band of readBands(directory, size, missing)) {
    values.set(band, place)
    place += band.length
  }
  return values
}

function keyOf({ directory, version }: MatrixSource): string {
  return JSON.stringify([directory, version])
}
