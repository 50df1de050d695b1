import { RoteError } from "../errors.js"
import { mapValues } from "./map-values.js"
import type { HostArrays } from "./network.js"
import { hiddenWidths } from "./plain-forward.js"

/**
 * The parameters of an `mlp` with hidden neurons switched off: the weights by which the next layer listens to them are zero,
 * so that whatever they answer counts as 0. `neurons` counts over the hidden layers in order, as the neurons of a measurement
 * of all of them do. The parameters given stay as they are.
 * @throws RoteError `bad-option` for a neuron the network does not have, or parameters that are not those of an `mlp`
 */
export function switchOff(parameters: HostArrays, neurons: Iterable<number>): HostArrays {
  const widths = hiddenWidths(parameters)
  const listeners = widths.map((_, l) => (l + 1 === widths.length ? "output.weight" : `hidden${l + 2}.weight`))
  const changed = mapValues(parameters, ({ shape, data }) => ({ shape: [...shape], data: data.slice() }))
  for (const neuron of neurons) {
    const { layer, place } = locate(neuron, widths)
    const { shape, data } = changed[listeners[layer]]
    for (let output = 0; output < shape[0]; output++) data[output * shape[1] + place] = 0
  }
  return changed
}

function locate(neuron: number, widths: number[]): { layer: number; place: number } {
  let place = neuron
  for (let layer = 0; Number.isInteger(neuron) && neuron >= 0 && layer < widths.length; layer++) {
    if (place < widths[layer]) return { layer, place }
    place -= widths[layer]
  }
  throw new RoteError("bad-option", {
    input: "neurons",
    expected: `whole numbers below ${widths.reduce((sum, width) => sum + width, 0)}, the hidden neurons`,
    found: `${neuron}`,
  })
}
