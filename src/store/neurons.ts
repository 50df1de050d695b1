import { parquetReadObjects } from "hyparquet"
import { parquetWriteBuffer } from "hyparquet-writer"
import { type Layer, layerIndices } from "../activations.js"
import type { Measurement, NeuronTable } from "../estimators/measurement.js"

export const neuronsName = "neurons.parquet"

type Column = Exclude<keyof NeuronTable, "layer">

const columnTypes = {
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

const columns = Object.keys(columnTypes) as Column[]

type Neurons = Pick<Measurement, "layers" | "neuronNames" | "neuronTable" | "mutualInformation">

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

/** The neurons as Parquet, snappy-compressed. The same bytes for the same neurons. */
export function encodeNeurons(neurons: Neurons): Uint8Array {
  const columnData = neuronColumns(neurons).map((column) => ({ ...column, nullable: column.name === "neuron_name" }))
  return new Uint8Array(parquetWriteBuffer({ createdBy: "rote", columnData }))
}

/**
 * The neurons that `encodeNeurons` wrote, and which of them the matrix has, in its order.
 * Throws whatever the Parquet reader throws on bytes it cannot read.
 */
export async function decodeNeurons(
  bytes: Uint8Array,
  neurons: number,
  layers: Layer[],
): Promise<Pick<Neurons, "neuronNames" | "neuronTable"> & { matrixNeurons: Int32Array }> {
  const rows = await parquetReadObjects({ file: bytes.slice().buffer })
  if (rows.length !== neurons) throw new RangeError(`${neuronsName} has ${rows.length} rows, not ${neurons}`)
  const table: Partial<Record<Column, Float64Array | Int32Array | Uint8Array>> = {}
  for (const column of columns) {
    const name = snakeCase(column)
    table[column] = new arrayTypes[columnTypes[column]](rows.map((row) => Number(row[name])))
  }
  const neuronTable = { layer: layerIndices({ neurons, layers }), ...table } as NeuronTable
  const measured = [...rows.keys()].filter((neuron) => rows[neuron].matrix_row >= 0)
  measured.sort((a, b) => rows[a].matrix_row - rows[b].matrix_row)
  const decoded = { neuronTable, matrixNeurons: Int32Array.from(measured) }
  const names = rows.map((row) => row.neuron_name)
  return names.some((name) => name == null) ? decoded : { ...decoded, neuronNames: names }
}

const arrayTypes = { DOUBLE: Float64Array, INT32: Int32Array, BOOLEAN: Uint8Array }

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
