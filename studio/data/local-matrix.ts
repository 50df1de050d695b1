import type { MutualInformationMatrix } from "#src/estimators/measurement.js"
import { type MatrixPyramid, pyramidTile } from "#src/inspection/matrix-pyramid.js"
import type { MatrixOrder } from "#src/server/api.js"
import { once, type StudioRun } from "./studio-run.js"
import { askWorker } from "./worker-question.js"

/** What a worker makes of a matrix: clustering thousands of rows takes seconds. */
export interface OrderedMatrix {
  rows: Int32Array
  coarser: Float32Array[]
}

export interface OrderQuestion {
  order: MatrixOrder
  size: number
  values: Float64Array
}

/** Tiles and orders of a matrix that the page holds, in place of a server's. */
export function localMatrix(matrix: MutualInformationMatrix | null): Pick<StudioRun, "tile" | "matrixOrder"> {
  const pyramids = {
    layers: once(() => orderedPyramid(matrix, "layers")),
    clusters: once(() => orderedPyramid(matrix, "clusters")),
  }
  return {
    tile: async (order, level, row, column) => pyramidTile(await pyramids[order](), level, row, column),
    matrixOrder: async (order) => (await pyramids[order]()).order,
  }
}

async function orderedPyramid(
  matrix: MutualInformationMatrix | null,
  order: MatrixOrder,
): Promise<MatrixPyramid & { order: Int32Array }> {
  if (matrix === null) throw new RangeError("a run without mutual information has no matrix")
  const { values, neurons } = matrix
  const question: OrderQuestion = { order, size: neurons.length, values }
  const worker = new Worker(new URL("./order-worker.ts", import.meta.url), { type: "module" })
  const { rows, coarser } = await askWorker<OrderQuestion, OrderedMatrix>(worker, question)
  return { size: neurons.length, values, order: rows, coarser }
}
