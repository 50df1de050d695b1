import protobuf from "protobufjs/light.js"

/**
 * What is decoded of an ONNX file: the fields read here, by their numbers in onnx.proto3; all others are passed over.
 */
export interface ModelMessage {
  producerName: string
  graph: GraphMessage | null
  functions: FunctionMessage[]
}

export interface GraphMessage {
  node: NodeMessage[]
  initializer: TensorMessage[]
  sparseInitializer: SparseTensorMessage[]
  input: ValueMessage[]
  output: ValueMessage[]
}

export interface NodeMessage {
  input: string[]
  output: string[]
  name: string
  opType: string
  domain: string
  attribute: AttributeMessage[]
  metadataProps: { key: string; value: string }[]
}

export interface AttributeMessage {
  name: string
  i: protobuf.Long | number
  t: TensorMessage | null
  g: GraphMessage | null
  tensors: TensorMessage[]
  graphs: GraphMessage[]
  sparseTensor: SparseTensorMessage | null
  sparseTensors: SparseTensorMessage[]
}

/** A weight. Its numbers stay packed: views of the file, of `…Data` one for each time that the field occurs. */
export interface TensorMessage {
  name: string
  dims: (protobuf.Long | number)[]
  dataType: number
  rawData: Uint8Array
  floatData: Uint8Array[]
  int32Data: Uint8Array[]
  int64Data: Uint8Array[]
  uint64Data: Uint8Array[]
  doubleData: Uint8Array[]
  stringData: Uint8Array[]
  externalData: { key: string; value: string }[]
  dataLocation: number
}

export interface SparseTensorMessage {
  values: TensorMessage | null
  indices: TensorMessage | null
}

export interface ValueMessage {
  name: string
  type: {
    tensorType: { shape: { dim: { dimValue: protobuf.Long | number; dimParam: string }[] } | null } | null
  } | null
}

/** An operator that the model itself defines. */
export interface FunctionMessage {
  name: string
  domain: string
  node: NodeMessage[]
}

const one = (id: number, type: string) => ({ id, type })
const many = (id: number, type: string) => ({ id, type, rule: "repeated" })

const messages = {
  Model: { producerName: one(2, "string"), graph: one(7, "Graph"), functions: many(25, "Function") },
  Graph: {
    node: many(1, "Node"),
    initializer: many(5, "Tensor"),
    input: many(11, "Value"),
    output: many(12, "Value"),
    sparseInitializer: many(15, "SparseTensor"),
  },
  Node: {
    input: many(1, "string"),
    output: many(2, "string"),
    name: one(3, "string"),
    opType: one(4, "string"),
    attribute: many(5, "Attribute"),
    domain: one(7, "string"),
    metadataProps: many(9, "Entry"),
  },
  Attribute: {
    name: one(1, "string"),
    i: one(3, "int64"),
    t: one(5, "Tensor"),
    g: one(6, "Graph"),
    tensors: many(10, "Tensor"),
    graphs: many(11, "Graph"),
    sparseTensor: one(22, "SparseTensor"),
    sparseTensors: many(23, "SparseTensor"),
  },
  Tensor: {
    dims: many(1, "int64"),
    dataType: one(2, "int32"),
    floatData: many(4, "bytes"),
    int32Data: many(5, "bytes"),
    stringData: many(6, "bytes"),
    int64Data: many(7, "bytes"),
    name: one(8, "string"),
    rawData: one(9, "bytes"),
    doubleData: many(10, "bytes"),
    uint64Data: many(11, "bytes"),
    externalData: many(13, "Entry"),
    dataLocation: one(14, "int32"),
  },
  SparseTensor: { values: one(1, "Tensor"), indices: one(2, "Tensor") },
  Value: { name: one(1, "string"), type: one(2, "ValueType") },
  ValueType: { tensorType: one(1, "TensorType") },
  TensorType: { shape: one(2, "Shape") },
  Shape: { dim: many(1, "Dimension") },
  Dimension: { dimValue: one(1, "int64"), dimParam: one(2, "string") },
  Entry: { key: one(1, "string"), value: one(2, "string") },
  Function: { name: one(1, "string"), node: many(7, "Node"), domain: one(10, "string") },
}

// As edition proto3 text has to be UTF-8: two names that differ in broken bytes alone would become one.
const types = Object.entries(messages).map(([name, fields]) => [name, { edition: "proto3", fields }])

/** The type of a whole file. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3 */
export const modelType = protobuf.Root.fromJSON({ nested: Object.fromEntries(types) })
  .resolveAll()
  .lookupType("Model")

/** Numbers of the fields that editing copies, changes or adds. */
export const fieldNumbers = {
  graph: messages.Model.graph.id,
  node: messages.Graph.node.id,
  initializer: messages.Graph.initializer.id,
  graphOutput: messages.Graph.output.id,
  nodeInput: messages.Node.input.id,
  nodeOutput: messages.Node.output.id,
  nodeName: messages.Node.name.id,
  nodeOperator: messages.Node.opType.id,
  tensorDims: messages.Tensor.dims.id,
  tensorType: messages.Tensor.dataType.id,
  tensorName: messages.Tensor.name.id,
  tensorRawData: messages.Tensor.rawData.id,
  valueName: messages.Value.name.id,
}
