import type { FileMetaData, SchemaElement } from "hyparquet"
import { RoteError } from "../errors.js"
import type { ElementType } from "./element-types.js"
import type { ChooseColumns } from "./text/table-rows.js"

export interface ParquetColumn<T> {
  name: string
  type: T
  optional: boolean
  /** Position among the columns of a row group. */
  index: number
}

/** What a reader wants of a column, and what its owner does to give it that, for messages. */
interface Wanted {
  expected: string
  hint: string
}

const neurons: Wanted = { expected: "a column of numbers", hint: "save the columns that are neurons alone" }
const cells: Wanted = {
  expected: "a column of text, numbers or booleans",
  hint: "save the columns that are needed alone",
}

/**
 * All columns of a flat table, of numbers each. Those that pandas' metadata names as the table's index are no neurons and come
 * apart.
 * @throws RoteError `malformed`, `duplicate-name`, `no-neurons`, and `unsupported-dtype` naming a column that is not
 * of numbers
 */
export function numberColumns(
  metadata: FileMetaData,
  input: string,
): { columns: ParquetColumn<ElementType>[]; index: string[] } {
  const indexNames = new Set(pandasIndex(metadata, input))
  const leaves = topLevel(metadata, input, neurons)
  const columns = leaves.flatMap((element, index) =>
    indexNames.has(element.name) ? [] : [columnOf(element, index, numberType(element), input, neurons)],
  )
  if (columns.length === 0) throw new RoteError("no-neurons", { input, expected: "a column of numbers", found: "none" })
  return { columns, index: leaves.map(({ name }) => name).filter((name) => indexNames.has(name)) }
}

/**
 * Some columns of a flat table, of text, numbers or booleans each.
 * @throws RoteError `malformed`, `duplicate-name`, and `unsupported-dtype` naming a chosen column of anything else; what
 * `choose` throws
 */
export function cellColumns(
  metadata: FileMetaData,
  input: string,
  choose: ChooseColumns,
): ParquetColumn<ElementType | "text">[] {
  const leaves = topLevel(metadata, input, cells)
  return choose(leaves.map(({ name }) => name)).map((index) => {
    const element = leaves[index]
    return columnOf(element, index, isText(element) ? "text" : numberType(element), input, cells)
  })
}

/** The columns, which have different names and are not nested. */
function topLevel({ schema: [root, ...elements] }: FileMetaData, input: string, wanted: Wanted): SchemaElement[] {
  const nested = elements.find((element) => element.num_children || element.type === undefined)
  if (nested !== undefined) throw unwanted(nested, "lists or other nested values", input, wanted)
  if (root === undefined || root.num_children !== elements.length) {
    throw new RoteError("malformed", {
      input,
      expected: `a schema of ${root?.num_children ?? "some"} columns`,
      found: `${elements.length}`,
    })
  }
  const names = new Set<string>()
  for (const { name } of elements) {
    if (names.has(name)) {
      throw new RoteError("duplicate-name", {
        input,
        expected: "columns of different names",
        found: `two named "${name}"`,
      })
    }
    names.add(name)
  }
  return elements
}

function columnOf<T>(
  element: SchemaElement,
  index: number,
  type: T | undefined,
  input: string,
  wanted: Wanted,
): ParquetColumn<T> {
  if (element.repetition_type === "REPEATED") throw unwanted(element, "lists", input, wanted)
  if (type === undefined) {
    const annotation = element.logical_type?.type ?? element.converted_type
    const found = annotation === undefined ? `${element.type}` : `${element.type} (${annotation})`
    throw unwanted(element, found, input, wanted)
  }
  return { name: element.name, type, optional: element.repetition_type !== "REQUIRED", index }
}

function isText({ type, converted_type, logical_type }: SchemaElement): boolean {
  const kind = logical_type?.type ?? converted_type
  return type === "BYTE_ARRAY" && (kind === undefined || ["STRING", "UTF8", "ENUM"].includes(kind))
}

function numberType({ type, type_length, converted_type, logical_type }: SchemaElement): ElementType | undefined {
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

function unwanted({ name }: SchemaElement, found: string, input: string, wanted: Wanted): RoteError {
  return new RoteError("unsupported-dtype", { input: `${input}::${name}`, found, ...wanted })
}
