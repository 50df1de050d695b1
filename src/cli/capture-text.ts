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
    printable(shape.join(" × ")),
    chosen ? "*" : "",
  ])
  const head = ["layer", "kind", "operator", "shape", "measured"]
  return [
    `${bold(printable(model.name))}: ${family}, ${points.length} layers to choose from`,
    "",
    ...table([head, ...rows]),
    "",
    "* is measured unless --nodes LAYER,LAYER chooses others; any tensor's name will do.",
  ].join("\n")
}

/** What was captured, and where it is. */
export function capturedText({ activations, record }: Captured, out: string): string {
  const rows = record.layers.map(({ layer, tensor, reduce }, l) => {
    const { start, end } = activations.layers[l]
    return [printable(layer), (end - start).toLocaleString("en"), reduce, printable(tensor)]
  })
  const { examples, neurons, layers } = activations
  return [
    `${examples.toLocaleString("en")} examples, ${neurons.toLocaleString("en")} neurons in ${layers.length} ${layers.length === 1 ? "layer" : "layers"}, written to ${printable(out)}`,
    "",
    ...table([["layer", "neurons", "reduce", "tensor"], ...rows]),
  ].join("\n")
}
