import protobuf from "protobufjs/light.js"

/** An array of float32 in C order, as a checkpoint holds it. */
export interface Weights {
  shape: readonly number[]
  data: Float32Array
}

/** A tensor that is fed, or that comes out; a name in its shape is a length that is free. */
export interface GraphValue {
  name: string
  shape: readonly (number | string)[]
}

export interface GraphNode {
  name: string
  operator: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes?: Record<string, number | readonly number[]>
}

/** A network as operations on named tensors: what an .onnx file says, for networks of ours. */
export interface OnnxGraph {
  inputs: readonly GraphValue[]
  outputs: readonly GraphValue[]
  /** Each after those that it reads from. */
  nodes: readonly GraphNode[]
  weights: Record<string, Weights>
}

/** Of ONNX's own operators, and of the file: ONNX 1.12 and PyTorch's exporters of that time. */
const opset = 17
const irVersion = 8

/** Element type and attribute types as onnx.proto3 numbers them. */
const float = 1
const integer = 2
const integers = 7

/** The messages and field numbers of onnx.proto3 that such a graph needs. */
const { nested: messages } = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: { type: "int64", id: 1 },
        producerName: { type: "string", id: 2 },
        graph: { type: "Graph", id: 7 },
        opsetImport: { rule: "repeated", type: "Opset", id: 8 },
      },
    },
    Opset: { fields: { domain: { type: "string", id: 1 }, version: { type: "int64", id: 2 } } },
    Graph: {
      fields: {
        node: { rule: "repeated", type: "Node", id: 1 },
        name: { type: "string", id: 2 },
        initializer: { rule: "repeated", type: "Tensor", id: 5 },
        input: { rule: "repeated", type: "ValueInfo", id: 11 },
        output: { rule: "repeated", type: "ValueInfo", id: 12 },
      },
    },
    Node: {
      fields: {
        input: { rule: "repeated", type: "string", id: 1 },
        output: { rule: "repeated", type: "string", id: 2 },
        name: { type: "string", id: 3 },
        opType: { type: "string", id: 4 },
        attribute: { rule: "repeated", type: "Attribute", id: 5 },
      },
    },
    Attribute: {
      fields: {
        name: { type: "string", id: 1 },
        i: { type: "int64", id: 3 },
        ints: { rule: "repeated", type: "int64", id: 8 },
        type: { type: "int32", id: 20 },
      },
    },
    Tensor: {
      fields: {
        dims: { rule: "repeated", type: "int64", id: 1 },
        dataType: { type: "int32", id: 2 },
        name: { type: "string", id: 8 },
        rawData: { type: "bytes", id: 9 },
      },
    },
    ValueInfo: { fields: { name: { type: "string", id: 1 }, type: { type: "ValueType", id: 2 } } },
    ValueType: { fields: { tensorType: { type: "TensorType", id: 1 } } },
    TensorType: { fields: { elemType: { type: "int32", id: 1 }, shape: { type: "Shape", id: 2 } } },
    Shape: { fields: { dim: { rule: "repeated", type: "Dimension", id: 1 } } },
    Dimension: { fields: { dimValue: { type: "int64", id: 1 }, dimParam: { type: "string", id: 2 } } },
  },
})

/**
 * A graph as the bytes of an .onnx file of ONNX's own operators (opset 17), every tensor float32.
 * Cost: a copy of the weights. Format: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 */
export function encodeOnnx({ inputs, outputs, nodes, weights }: OnnxGraph): Uint8Array {
  const model = messages?.Model as protobuf.Type
  return model
    .encode({
      irVersion,
      producerName: "rote",
      opsetImport: [{ domain: "", version: opset }],
      graph: {
        name: "main_graph",
        node: nodes.map(nodeMessage),
        initializer: Object.entries(weights).map(([name, { shape, data }]) => ({
          name,
          dims: shape,
          dataType: float,
          rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
        })),
        input: inputs.map(valueMessage),
        output: outputs.map(valueMessage),
      },
    })
    .finish()
}

function nodeMessage({ name, operator, inputs, outputs, attributes = {} }: GraphNode) {
  return {
    name,
    opType: operator,
    input: inputs,
    output: outputs,
    attribute: Object.entries(attributes).map(([attribute, value]) =>
      typeof value === "number"
        ? { name: attribute, type: integer, i: value }
        : { name: attribute, type: integers, ints: value },
    ),
  }
}

function valueMessage({ name, shape }: GraphValue) {
  const dim = shape.map((length) => (typeof length === "number" ? { dimValue: length } : { dimParam: length }))
  return { name, type: { tensorType: { elemType: float, shape: { dim } } } }
}
