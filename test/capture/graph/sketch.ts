import type { OnnxModel, OnnxNode } from "#src/capture/graph/onnx-model.js"
import type { TensorInfo } from "#src/capture/runtime/session.js"

interface Sketch {
  model: OnnxModel
  infos: TensorInfo[]
}

/**
 * A graph of float32 tensors, a line each: "module: Operator input, input -> output [batch, 8]". The module and the
 * shape may be missing. What nothing makes is stored, but for `x`, which is fed; the last line makes the output.
 */
export function sketch(text: string, inputShape: (number | string)[] = ["batch", 8]): Sketch {
  const lines = text
    .trim()
    .split("\n")
    .map((line) => line.trim())
  const parsed = lines.map(parseLine)
  const nodes = parsed.map(({ node }) => node)
  const made = new Set(nodes.flatMap(({ outputs }) => outputs))
  const stored = new Set(nodes.flatMap(({ inputs }) => inputs).filter((name) => name !== "x" && !made.has(name)))
  const model = {
    path: "sketch.onnx",
    name: "sketch",
    bytes: new Uint8Array(),
    producer: "",
    nodes,
    initializers: [...stored].map((name) => ({ name, shape: [] })),
    inputs: ["x"],
    inputShapes: [inputShape],
    outputs: nodes[nodes.length - 1].outputs,
    externalFiles: [],
    warnings: [],
  }
  return { model, infos: parsed.map(({ info }) => info) }
}

function parseLine(line: string): { node: OnnxNode; info: TensorInfo } {
  const match = /^(?:(\S+): )?(\w+) ([\w, ]*)->\s*(\w+)(?: \[(.*)\])?$/.exec(line)
  if (match === null) throw new Error(`no line of a sketch: ${line}`)
  const [, module, operator, inputs, output, shape = "batch, 8"] = match
  const lengths = shape.split(", ").map((length) => (/^\d+$/.test(length) ? Number(length) : length))
  return {
    node: {
      name: output,
      operator,
      domain: "",
      inputs: inputs
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
      outputs: [output],
      ...(module !== undefined && { module }),
    },
    info: { name: output, type: "float32", shape: lengths },
  }
}
