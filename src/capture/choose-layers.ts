import { RoteError } from "../errors.js"
import type { OnnxModel } from "./graph/onnx-model.js"
import type { Point } from "./points/points.js"
import type { LayerTensor } from "./reduction/reduce.js"

/**
 * Tensors of the graph that people mean by these names: the name of a tensor, or of the node that makes it. A name that
 * is neither may be the layer's, which only points have: see `chosenLayers`.
 */
export function namedTensors({ nodes }: OnnxModel, names: readonly string[]): string[] {
  const made = new Set(nodes.flatMap(({ outputs }) => outputs))
  return names.flatMap((name) => {
    if (made.has(name)) return [name]
    return nodes.find((node) => node.name === name)?.outputs.slice(0, 1) ?? []
  })
}

const listedAtMost = 20

/**
 * The tensors to capture, in the order they are named: by the layer's name as `--list` shows it, the module's path, or
 * the tensor's or its node's name. Without names those that are measured when no one chooses, in the graph's order.
 * @throws RoteError `bad-option` for a name that means nothing in this model, and for a tensor named twice
 */
export function chosenLayers(
  model: OnnxModel,
  points: readonly Point[],
  names: readonly string[] | undefined,
): LayerTensor[] {
  if (names === undefined) return points.filter(({ chosen }) => chosen)
  const layers = names.map((name) => namedLayer(model, points, name))
  const twice = layers.find(({ tensor }, i) => layers.findIndex((other) => other.tensor === tensor) < i)
  if (twice === undefined && layers.length > 0) return layers
  throw new RoteError("bad-option", {
    input: model.path,
    expected: "at least one layer, each named once",
    found: twice === undefined ? "none" : `${names.join(", ")}, where two mean ${twice.tensor}`,
  })
}

function namedLayer(model: OnnxModel, points: readonly Point[], name: string): LayerTensor {
  const keys = ["layer", "tensor", "node", "module"] as const
  const point = keys
    .map((key) => points.find((candidate) => candidate[key] === name))
    .find((found) => found !== undefined)
  if (point !== undefined) return point
  const [tensor] = namedTensors(model, [name])
  if (tensor !== undefined) return { layer: name, tensor }
  const known = points.slice(0, listedAtMost).map(({ layer }) => layer)
  const more = points.length > listedAtMost ? ` and ${points.length - listedAtMost} more` : ""
  throw new RoteError("bad-option", {
    input: model.path,
    expected: `a layer of the model: ${known.join(", ")}${more}`,
    found: `"${name}"`,
    hint: "rote capture MODEL.onnx --list shows them all",
  })
}
