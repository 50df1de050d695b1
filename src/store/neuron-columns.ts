import type { Measurement, NeuronTable } from "../estimators/measurement.js"

export type Column = Exclude<keyof NeuronTable, "layer">

export const columnTypes = {
  mean: "DOUBLE",
  standardDeviation: "DOUBLE",
  minimum: "DOUBLE",
  maximum: "DOUBLE",
  skewness: "DOUBLE",
  excessKurtosis: "DOUBLE",
  zeroShare: "DOUBLE",
  tieShare: "DOUBLE",
  entropy: "DOUBLE",
  entropyGlobal: "DOUBLE",
  entropyLocal: "DOUBLE",
  entropyKnn: "DOUBLE",
  meanMutualInformation: "DOUBLE",
  dead: "BOOLEAN",
  constant: "BOOLEAN",
  duplicateOf: "INT32",
  heavyTailed: "BOOLEAN",
} as const satisfies Record<Column, "DOUBLE" | "INT32" | "BOOLEAN">

export const columns = Object.keys(columnTypes) as Column[]

export type Neurons = Pick<Measurement, "layers" | "neuronNames" | "neuronTable" | "mutualInformation">

/** A named column with its Parquet type; only `neuron_name` may hold null. */
export interface NeuronColumn {
  name: string
  type: "INT32" | "STRING" | "DOUBLE" | "BOOLEAN"
  data: (number | string | boolean | null)[]
}

/**
 * A row per neuron, column by column: where it is, its name in the input's header (or null), its row of the mutual
 * information matrix (or -1), and all of the table.
 */
export function neuronColumns({ layers, neuronNames, neuronTable, mutualInformation }: Neurons): NeuronColumn[] {
  const matrixRow = new Map(Array.from(mutualInformation?.neurons ?? [], (neuron, row) => [neuron, row]))
  const rows = Array.from(neuronTable.layer.keys())
  const layerOf = (neuron: number) => layers[neuronTable.layer[neuron]]
  return [
    { name: "neuron", type: "INT32", data: rows },
    { name: "layer", type: "STRING", data: rows.map((neuron) => layerOf(neuron).name) },
    { name: "index_in_layer", type: "INT32", data: rows.map((neuron) => neuron - layerOf(neuron).start) },
    { name: "neuron_name", type: "STRING", data: rows.map((neuron) => neuronNames?.[neuron] ?? null) },
    { name: "matrix_row", type: "INT32", data: rows.map((neuron) => matrixRow.get(neuron) ?? -1) },
    ...columns.map((column) => {
      const type = columnTypes[column]
      const values = Array.from<number>(neuronTable[column])
      return { name: snakeCase(column), type, data: type === "BOOLEAN" ? values.map(Boolean) : values }
    }),
  ]
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
