import type { Captured } from "../capture/capture.js"
import type { ModelPoints } from "../capture/open-model.js"
import { printable } from "../errors.js"
import { bold } from "./style.js"
import { table } from "./table.js"

/** The points of a model as a table. The layer's name is what `--nodes` takes. */
export function pointsText({ model, family, points }: ModelPoints): string {
  const rows = points.map(({ layer, kind, operator, shape, chosen }) => [
    printable(layer),
    kind,
    operator,
    printable(shape.map((length) => length || "?").join(" × ")),
    chosen ? "*" : "",
  ])
  const head = ["layer", "kind", "operator", "shape", "measured"]
  return [
    `${bold(printable(model.name))}: ${family}, ${points.length} layers to choose from`,
    "",
    ...table([head, ...rows], head.length),
    "",
    "* measured by default; --nodes LAYER,LAYER chooses others, by these names or",
    "those of any tensors",
  ].join("\n")
}

/** What was captured, and where it is. */
export function capturedText({ activations, record }: Captured, out: string): string {
  const rows = record.layers.map(({ layer, tensor, reduce }, l) => {
    const { start, end } = activations.layers[l]
    return [printable(layer), printable(tensor), reduce, count(end - start)]
  })
  const { examples, neurons, layers } = activations
  const layerCount = layers.length === 1 ? "1 layer" : `${layers.length} layers`
  return [
    `${count(examples)} examples, ${count(neurons)} neurons in ${layerCount}, written to ${printable(out)}`,
    "",
    ...table([["layer", "tensor", "reduced by", "neurons"], ...rows], 3),
  ].join("\n")
}

function count(number: number): string {
  return number.toLocaleString("en")
}
