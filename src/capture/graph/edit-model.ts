import protobuf from "protobufjs/light.js"
import { RoteError } from "../../errors.js"
import { maskTensor, type SwitchedOff } from "./neuron-mask.js"
import type { OnnxModel } from "./onnx-model.js"
import { fieldNumbers } from "./onnx-schema.js"

/** Protobuf's type of text, bytes and messages. */
const lengthDelimited = 2

/**
 * The model's bytes with these tensors among its outputs, behind its own; those that are outputs already are not added
 * again. The file's bytes stay as they are: a second graph that holds nothing but outputs follows, and protobuf merges
 * the two. The runtime infers the types. Cost: a copy of the bytes.
 * @throws RoteError `bad-option` for a tensor that the graph does not have
 */
export function withOutputs(model: OnnxModel, tensors: readonly string[]): Uint8Array<ArrayBuffer> {
  const known = new Set([...model.inputs, ...model.initializers.map(({ name }) => name), ...madeTensors(model)])
  const added = new Set(tensors)
  for (const tensor of added) if (!known.has(tensor)) throw noSuchTensor(model, tensor)
  for (const output of model.outputs) added.delete(output)
  const graph = protobuf.Writer.create()
  for (const tensor of added) {
    graph.uint32(tag(fieldNumbers.graphOutput)).fork()
    graph.uint32(tag(fieldNumbers.valueName)).string(tensor).ldelim()
  }
  return joined([model.bytes, message(fieldNumbers.graph, graph.finish())])
}

/**
 * The model's bytes with these neurons multiplied by zero wherever their tensors are used, as outputs of the graph too:
 * the node that makes a tensor gets its output renamed, and a multiplication by a mask of zeros and ones makes the
 * tensor instead. All other bytes are copied as they are. Infinite and NaN activations become NaN, not zero. Cost: a
 * copy of the bytes.
 * @throws RoteError `bad-option` for a tensor that no node makes, one named twice, and neurons that it does not have
 */
export function withNeuronsOff(model: OnnxModel, off: readonly SwitchedOff[]): Uint8Array<ArrayBuffer> {
  const made = madeTensors(model)
  const taken = new Set([...made, ...model.inputs, ...model.initializers.map(({ name }) => name)])
  const renamed = new Map<string, string>()
  const added = protobuf.Writer.create()
  for (const each of off) {
    if (!made.has(each.tensor)) throw noSuchTensor(model, each.tensor)
    if (renamed.has(each.tensor)) throw namedTwice(each.tensor)
    const before = freeName(`${each.tensor}/before`, taken)
    const mask = freeName(`${each.tensor}/mask`, taken)
    renamed.set(each.tensor, before)
    added.uint32(tag(fieldNumbers.initializer)).bytes(maskTensor(mask, each))
    added.uint32(tag(fieldNumbers.node)).bytes(multiplication(before, mask, each.tensor))
  }
  return joined([...withRenamedOutputs(model.bytes, renamed), message(fieldNumbers.graph, added.finish())])
}

function madeTensors({ nodes }: OnnxModel): Set<string> {
  return new Set(nodes.flatMap(({ outputs }) => outputs.filter((name) => name !== "")))
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  while (taken.has(name)) name += "_"
  taken.add(name)
  return name
}

function multiplication(values: string, mask: string, product: string): Uint8Array {
  const node = protobuf.Writer.create()
  for (const input of [values, mask]) node.uint32(tag(fieldNumbers.nodeInput)).string(input)
  node.uint32(tag(fieldNumbers.nodeOutput)).string(product)
  node.uint32(tag(fieldNumbers.nodeName)).string(mask)
  node.uint32(tag(fieldNumbers.nodeOperator)).string("Mul")
  return node.finish()
}

/** A field of a message: its tag, where it starts, where its content does, and where it ends. */
interface Field {
  tag: number
  start: number
  content: number
  end: number
}

function* fieldsBetween(bytes: Uint8Array, start: number, end: number): Generator<Field> {
  const reader = protobuf.Reader.create(bytes)
  reader.pos = start
  while (reader.pos < end) {
    const field = { tag: 0, start: reader.pos, content: 0, end: 0 }
    field.tag = reader.tag()
    const length = (field.tag & 7) === lengthDelimited ? reader.size() : undefined
    field.content = reader.pos
    if (length === undefined) reader.skipType(field.tag & 7)
    else reader.skip(length)
    yield { ...field, end: reader.pos }
  }
}

/** The file in parts, with the outputs of the graph's nodes renamed; what does not change is a view of it. */
function withRenamedOutputs(bytes: Uint8Array, names: ReadonlyMap<string, string>): Uint8Array[] {
  return rewritten(bytes, { content: 0, end: bytes.length }, fieldNumbers.graph, (graph) =>
    rewritten(bytes, graph, fieldNumbers.node, (node) =>
      rewritten(bytes, node, fieldNumbers.nodeOutput, ({ content, end }) => {
        const output = bytes.subarray(content, end)
        const name = names.get(Buffer.from(output).toString())
        return [name === undefined ? output : Buffer.from(name)]
      }),
    ),
  )
}

/** A message's content in parts, with the fields of one number made anew. */
function rewritten(
  bytes: Uint8Array,
  { content, end }: Pick<Field, "content" | "end">,
  number: number,
  rewrite: (field: Field) => Uint8Array[],
): Uint8Array[] {
  return [...fieldsBetween(bytes, content, end)].flatMap((field) => {
    if (field.tag !== tag(number)) return [bytes.subarray(field.start, field.end)]
    const parts = rewrite(field)
    return [
      header(
        number,
        parts.reduce((length, part) => length + part.length, 0),
      ),
      ...parts,
    ]
  })
}

function tag(field: number): number {
  return (field << 3) | lengthDelimited
}

function header(field: number, length: number): Uint8Array {
  return protobuf.Writer.create().uint32(tag(field)).uint32(length).finish()
}

function message(field: number, content: Uint8Array): Uint8Array {
  return joined([header(field, content.length), content])
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let place = 0
  for (const part of parts) {
    bytes.set(part, place)
    place += part.length
  }
  return bytes
}

function noSuchTensor({ path }: OnnxModel, tensor: string): RoteError {
  return new RoteError("bad-option", {
    input: path,
    expected: "tensors that the model's graph makes",
    found: `"${tensor}"`,
    hint: `rote capture ${path} --list names those worth measuring`,
  })
}

function namedTwice(tensor: string): RoteError {
  return new RoteError("bad-option", { expected: "each tensor once, with all its neurons", found: `"${tensor}" twice` })
}
