import { RoteError } from "../../errors.js"
import { checkedShape } from "../../readers/shape.js"
import type { GraphMessage, ModelMessage, NodeMessage, SparseTensorMessage, TensorMessage } from "./onnx-schema.js"

type PackedData = "floatData" | "int32Data" | "int64Data" | "uint64Data" | "doubleData" | "stringData"

/** An element type: its bits in raw data, and how many entries of which field hold `elements` of them otherwise. */
interface ElementType {
  bits: number
  field: PackedData
  entries: (elements: bigint) => bigint
}

const one = (elements: bigint) => elements
const two = (elements: bigint) => elements * 2n
const inBytes = (bits: number) => (elements: bigint) => (elements * BigInt(bits) + 7n) / 8n

/** By TensorProto.DataType of onnx.proto3. */
const elementTypes: ReadonlyMap<number, ElementType> = new Map([
  [1, { bits: 32, field: "floatData", entries: one }],
  ...[2, 3, 9, 17, 18, 19, 20, 24].map((type) => entry(type, 8, "int32Data")),
  ...[4, 5, 10, 16].map((type) => entry(type, 16, "int32Data")),
  entry(6, 32, "int32Data"),
  entry(7, 64, "int64Data"),
  entry(8, 0, "stringData"),
  entry(11, 64, "doubleData"),
  entry(12, 32, "uint64Data"),
  entry(13, 64, "uint64Data"),
  [14, { bits: 64, field: "floatData", entries: two }],
  [15, { bits: 128, field: "doubleData", entries: two }],
  ...[21, 22, 23].map((type) => entry(type, 4, "int32Data", inBytes(4))),
  ...[25, 26].map((type) => entry(type, 2, "int32Data", inBytes(2))),
])

function entry(type: number, bits: number, field: PackedData, entries = one): [number, ElementType] {
  return [type, { bits, field, entries }]
}

const externalLocation = 1

/** A tensor whose numbers lie in another file: how many bytes of it it takes. */
export interface ExternalTensor {
  tensor: TensorMessage
  bytes: bigint
}

/**
 * Makes sure that every stored tensor, in nodes and branches too, is as large as its shape and type say. Gives those
 * stored in other files, which are not looked at.
 * @throws RoteError `bad-shape` for lengths that are none, `unsupported-dtype` for an element type that ONNX does not
 * have, `truncated` or `trailing-bytes` where the numbers are fewer or more
 */
export function checkTensors(graph: GraphMessage, { functions }: ModelMessage, path: string): ExternalTensor[] {
  const external: ExternalTensor[] = []
  const tensors = [...tensorsOfGraph(graph), ...functions.flatMap(({ node }) => node.flatMap(tensorsOfNode))]
  for (const tensor of tensors) {
    const input = `${path}::${tensor.name || "constant"}`
    const elements = shapeOf(tensor, input).reduce((product, axis) => product * BigInt(axis), 1n)
    const type = elementTypeOf(tensor, input)
    const bytes = inBytes(type.bits)(elements)
    if (tensor.dataLocation === externalLocation) {
      if (type.field === "stringData") throw sizeError(input, "text within the model", "a file beside it", "malformed")
      external.push({ tensor, bytes })
    } else checkStoredData(tensor, type, { elements, bytes, input })
  }
  return external
}

/** The shape as counts. */
export function shapeOf({ dims }: TensorMessage, input: string): number[] {
  return checkedShape(
    dims.map((dim) => BigInt(dim.toString())),
    input,
  )
}

function elementTypeOf({ dataType }: TensorMessage, input: string): ElementType {
  const type = elementTypes.get(dataType)
  if (type !== undefined) return type
  throw new RoteError("unsupported-dtype", {
    input,
    expected: "an element type of ONNX, 1 to 26",
    found: `type ${dataType}`,
    hint: "export the model again",
  })
}

function checkStoredData(
  tensor: TensorMessage,
  { field, entries }: ElementType,
  { elements, bytes, input }: { elements: bigint; bytes: bigint; input: string },
): void {
  const raw = BigInt(tensor.rawData.length)
  const [expected, found, unit] =
    raw > 0n ? [bytes, raw, "bytes"] : [entries(elements), BigInt(countOf(tensor, field)), "numbers"]
  if (expected === found) return
  const shape = `(${tensor.dims.join(", ")})`
  throw sizeError(
    input,
    `${expected} ${unit} for shape ${shape}`,
    `${found}`,
    found < expected ? "truncated" : "trailing-bytes",
  )
}

function sizeError(
  input: string,
  expected: string,
  found: string,
  code: "malformed" | "truncated" | "trailing-bytes",
): RoteError {
  return new RoteError(code, { input, expected, found, hint: "the file is damaged: copy or export it again" })
}

/**
 * Numbers packed in chunks: fixed-width ones by their bytes, varints by their last bytes, which alone are below 128.
 */
function countOf(tensor: TensorMessage, field: PackedData): number {
  const chunks = tensor[field]
  if (field === "stringData") return chunks.length
  const width = field === "floatData" ? 4 : field === "doubleData" ? 8 : undefined
  return chunks.reduce((count, chunk) => count + (width === undefined ? countVarints(chunk) : chunk.length / width), 0)
}

function countVarints(chunk: Uint8Array): number {
  let count = 0
  for (const byte of chunk) if (byte < 128) count += 1
  return count
}

function tensorsOfGraph(graph: GraphMessage): TensorMessage[] {
  return [
    ...graph.initializer,
    ...graph.sparseInitializer.flatMap(tensorsOfSparse),
    ...graph.node.flatMap(tensorsOfNode),
  ]
}

function tensorsOfNode({ attribute }: NodeMessage): TensorMessage[] {
  return attribute.flatMap(({ t, tensors, g, graphs, sparseTensor, sparseTensors }) => [
    ...(t === null ? tensors : [t, ...tensors]),
    ...(sparseTensor === null ? sparseTensors : [sparseTensor, ...sparseTensors]).flatMap(tensorsOfSparse),
    ...(g === null ? graphs : [g, ...graphs]).flatMap(tensorsOfGraph),
  ])
}

function tensorsOfSparse({ values, indices }: SparseTensorMessage): TensorMessage[] {
  return [values, indices].filter((tensor) => tensor !== null)
}
