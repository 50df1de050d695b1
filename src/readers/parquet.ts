import type { Values } from "../activations.js"
import { dtypeOf, type ElementType } from "./element-types.js"
import type { ReadOptions } from "./options.js"
import { readPlan, unharmed } from "./parquet-footer.js"
import { decodeNumbers } from "./parquet-numbers.js"
import type { TablePlan } from "./parquet-plan.js"
import { numberColumns } from "./parquet-schema.js"
import { type ByteSource, readBytes } from "./source.js"
import type { StoredArray } from "./stored-array.js"

/**
 * A flat Parquet table of numbers, examples down and neurons across. Columns that pandas marks as the table's index
 * are left out; a null is a missing value and read as NaN. Format: https://parquet.apache.org/docs/file-format
 * @throws RoteError `malformed`, `truncated`, `limit-exceeded`, `unsupported-format`, `checksum`, `duplicate-name`,
 * `no-neurons`,
 * `unsupported-dtype` naming a column that is not of numbers
 */
export async function openParquet(source: ByteSource, { onWarning }: ReadOptions): Promise<StoredArray> {
  const input = source.name
  const table = await readPlan(source, numberColumns)
  if (table.index.length > 0) {
    onWarning?.(`${input}: left out ${table.index.join(", ")}, the index that pandas saved with the table`)
  }
  return {
    input,
    shape: [table.rows, table.columns.length],
    fortran: true,
    dtype: table.columns.some(({ type }) => dtypeOf(type) === "float64") ? "float64" : "float32",
    neuronNames: table.columns.map(({ name }) => name),
    values: () => columnValues(source, table),
  }
}

async function* columnValues(source: ByteSource, { columns }: TablePlan<ElementType>): AsyncGenerator<Values> {
  for (const column of columns) {
    const input = `${source.name}::${column.name}`
    for (const chunk of column.chunks) {
      const bytes = await readBytes(source, chunk.start, chunk.end)
      yield unharmed(input, "pages that can be read", () => decodeNumbers(bytes, column, chunk, input))
    }
  }
}
