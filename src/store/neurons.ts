import { parquetReadObjects } from "hyparquet"
import { parquetWriteBuffer } from "hyparquet-writer"
import { type Layer, layerIndices } from "../activations.js"
import type { NeuronTable } from "../estimators/measurement.js"
import { type Column, columns, columnTypes, type Neurons, neuronColumns, snakeCase } from "./neuron-columns.js"

export const neuronsName = "neurons.parquet"

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
