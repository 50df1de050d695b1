import type { ActivationMatrix, Layer } from "#src/activations.js"
import type { Forecast } from "#src/estimators/forecast.js"
import type { MeasureOptions } from "#src/estimators/measure.js"
import type { Measurement } from "#src/estimators/measurement.js"
import type { PairwiseProgress } from "#src/estimators/pairwise.js"
import type { ListedLayer } from "#src/readers/list-layers.js"
import type { ReadOptions } from "#src/readers/options.js"

/** What was read of a file. */
export interface ReadShape {
  examples: number
  neurons: number
  layers: Layer[]
  dtype: "float32" | "float64"
  warnings: string[]
}

export interface Measured {
  measurement: Measurement
  activations: ActivationMatrix
}

/** What the worker does when asked, one after the other: a file is listed, read, and then measured as often as one likes. */
export interface WorkerTasks {
  list: (file: File) => Promise<ListedLayer[]>
  read: (wanted: { file: File; options: ReadOptions }) => Promise<ReadShape>
  forecast: (wanted: MeasureOptions) => Promise<Forecast | null>
  measure: (wanted: MeasureOptions) => Promise<Measured>
}

export type TaskName = keyof WorkerTasks

export interface Question {
  id: number
  task: TaskName
  wanted: unknown
}

export type Answer =
  | { id: number; progress: PairwiseProgress }
  | { id: number; value: unknown }
  | { id: number; fault: Fault }

/** An error on its way out of a worker: its code where the input is to blame, null where we are. */
export interface Fault {
  code: string | null
  message: string
}
