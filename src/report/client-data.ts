/** What the report's scripts read from the page. Types alone: nothing of this file is left at run time. */
export interface ReportData {
  unit: string
  columns: Column[]
  runs: RunData[]
  /** Range of the matrices' colours, the same for every run, and the colours of its steps. */
  colours: { domain: [number, number]; steps: string[] }
}

/** A column of the neuron table: a number per neuron, `digits` decimals shown. */
export interface Column {
  key: string
  label: string
  digits: number
  percent?: boolean
}

export interface RunData {
  name: string
  neurons: string[]
  /** Index into `layers`, by neuron. */
  layer: number[]
  layers: string[]
  /** Values of `ReportData.columns`, by neuron; null where there is no number. */
  values: (number | null)[][]
  /** Names of the flags that hold, by neuron. */
  flags: string[][]
  matrix: MatrixData | null
}

/**
 * The matrix above its diagonal, row by row, in steps between the least and the greatest value: little-endian 24-bit codes in
 * base64, value = low + code × step, the code 0xffffff for no number. Values are rounded by at most half a step: of a range of
 * ten nats, 3e-7.
 */
export interface MatrixData {
  low: number
  step: number
  /** Which neurons of the run the rows are. */
  neurons: number[]
  /** Rows of each layer, in order. */
  layers: { name: string; start: number; end: number }[]
  codes: string
}
