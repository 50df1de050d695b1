import type { FileMetaData, SchemaElement } from "hyparquet"
import { RoteError } from "../errors.js"
import type { ElementType } from "./element-types.js"

export interface ParquetColumn {
  name: string
  type: ElementType
  optional: boolean
  /** Position among the columns of a row group. */
  index: number
}

/**
 * The columns of a flat table. Those that pandas' metadata names as the table's index are no neurons and come apart.
 * @throws RoteError `malformed`, `duplicate-name`, `no-neurons`, and `unsupported-dtype` naming a column that is not
 * of numbers
 */
export function tableColumns(metadata: FileMetaData, input: string): { columns: ParquetColumn[]; index: string[] } {
  const [root, ...elements] = metadata.schema
  const indexNames = new Set(pandasIndex(metadata, input))
  const leaves = topLevel(root, elements, input)
  const names = new Set<string>()
  for (const { name } of leaves) {
    if (names.has(name)) {
      throw new RoteError("duplicate-name", {
        input,
        expected: "columns of different names",
        found: `two named "${name}"`,
      })
    }
    names.add(name)
  }
  const columns = leaves.flatMap((element, index) =>
    indexNames.has(element.name) ? [] : [numericColumn(element, index, input)],
  )
  if (columns.length === 0) throw new RoteError("no-neurons", { input, expected: "a column of numbers", found: "none" })
  return { columns, index: leaves.map(({ name }) => name).filter((name) => indexNames.has(name)) }
}

function topLevel(root: SchemaElement | undefined, elements: SchemaElement[], input: string): SchemaElement[] {
  const nested = elements.find((element) => element.num_children || element.type === undefined)
  if (nested !== undefined) throw notNumeric(nested, "lists or other nested values", input)
  if (root === undefined || root.num_children !== elements.length) {
    throw new RoteError("malformed", {
      input,
      expected: `a schema of ${root?.num_children ?? "some"} columns`,
      found: `${elements.length}`,
    })
  }
  return elements
}

function numericColumn(element: SchemaElement, index: number, input: string): ParquetColumn {
  if (element.repetition_type === "REPEATED") throw notNumeric(element, "lists", input)
  const type = elementType(element)
  if (type === undefined) {
    const annotation = element.logical_type?.type ?? element.converted_type
    throw notNumeric(element, annotation === undefined ? `${element.type}` : `${element.type} (${annotation})`, input)
  }
  return {
    name: element.name,
    type,
    optional: element.repetition_type !== "REQUIRED",
    index,
  }
}

function elementType({ type, type_length, converted_type, logical_type }: SchemaElement): ElementType | undefined {
  if (logical_type?.type === "FLOAT16") return type === "FIXED_LEN_BYTE_ARRAY" && type_length === 2 ? "f2" : undefined
  if (logical_type !== undefined && logical_type.type !== "INTEGER") return undefined
  if (converted_type !== undefined && !/^U?INT_(8|16|32|64)$/.test(converted_type)) return undefined
  const isUnsigned = converted_type?.startsWith("U") || (logical_type?.type === "INTEGER" && !logical_type.isSigned)
  switch (type) {
    case "BOOLEAN":
      return "b1"
    case "INT32":
      return isUnsigned ? "u4" : "i4"
    case "INT64":
      return isUnsigned ? "u8" : "i8"
    case "FLOAT":
      return "f4"
    case "DOUBLE":
      return "f8"
    default:
      return undefined
  }
}

/** Names of the columns that pandas kept its row labels in. */
function pandasIndex({ key_value_metadata }: FileMetaData, input: string): string[] {
  const text = key_value_metadata?.find(({ key }) => key === "pandas")?.value
  if (text === undefined) return []
  try {
    const { index_columns } = JSON.parse(text) as { index_columns?: unknown }
    return Array.isArray(index_columns) ? index_columns.filter((name) => typeof name === "string") : []
  } catch (cause) {
    throw new RoteError("malformed", { input, expected: "pandas metadata in JSON", found: "other text" }, { cause })
  }
}

function notNumeric({ name }: SchemaElement, found: string, input: string): RoteError {
  return new RoteError("unsupported-dtype", {
    input: `${input}::${name}`,
    expected: "a column of numbers",
    found,
    hint: "save the columns that are neurons alone",
  })
}
