import type { ActivationMatrix } from "#src/activations.js"
import type { Measurement, MutualInformationMatrix } from "#src/estimators/measurement.js"
import type { MatrixOrder } from "#src/server/api.js"

/** A measurement without its matrix, which can be far larger than all the rest and is fetched when a view needs it. */
export type MeasurementTable = Omit<Measurement, "mutualInformation"> & { mutualInformation: null }

/** A tile of the matrix as a heat map draws it: means of square groups of cells, NaN where there is no number. */
export interface MatrixTile {
  width: number
  height: number
  /** Row by row. */
  cells: Float32Array
}

/** A run as the views see it: from the server's folder, or measured in the page. */
export interface StudioRun {
  /** Its path in the folder, or "file:NAME" for one measured in the page. */
  id: string
  /** What figures and tables call it; no other run on show has the same. */
  name: string
  measurement: MeasurementTable
  /** Names of the files that the activations came from, without their folders. */
  files: string[]
  captured: boolean
  /** The example of the inputs that each row of the activations came from; null where each row is an example. */
  rowExamples: Int32Array | null
  /** Neurons of the matrix' rows, in order; null without a matrix. */
  matrixNeurons: Int32Array | null
  /** Rows of the matrix; null without one. */
  matrixSize: number | null
  /** The whole matrix, fetched once; null without one. */
  pairs: () => Promise<MutualInformationMatrix | null>
  /** What was measured, fetched once; null where it was not kept. */
  activations: () => Promise<ActivationMatrix | null>
  /** Level 0 has a cell for each pair, each further level half as many along each side. One out of sight by now is aborted. */
  tile: (order: MatrixOrder, level: number, row: number, column: number, signal?: AbortSignal) => Promise<MatrixTile>
  /** The matrix' rows in that order. */
  matrixOrder: (order: MatrixOrder) => Promise<Int32Array>
}

/** The measurement as the library knows it, matrix and all. */
export async function wholeMeasurement(run: Pick<StudioRun, "measurement" | "pairs">): Promise<Measurement> {
  return { ...run.measurement, mutualInformation: await run.pairs() }
}

/** Calls once and keeps the answer; a failure is not kept. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((error) => {
      made = undefined
      throw error
    })
    return made
  }
}
