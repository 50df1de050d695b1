import { type ActivationMatrix, neuronLabel, neuronValues } from "../activations.js"
import { RoteError } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"
import { requireInteger } from "../estimators/validate.js"
import { type NeuronMeasure, neuronOrder } from "./neuron-order.js"

export interface ActivatingExample {
  /** Row of the activations, from 0. */
  example: number
  activation: number
}

/** A neuron and the examples that it answers to most. */
export interface InspectedNeuron {
  neuron: number
  /** `fc1[3]`, or the neuron's name. */
  label: string
  /** Why it is shown. */
  place: "lowest" | "highest" | "named"
  /** In the unit of the measurement. */
  entropy: number
  /** null where it was not measured. */
  meanMutualInformation: number | null
  /** Highest activation first, the first of equals first. */
  examples: ActivatingExample[]
}

export interface ActivatingExamplesOptions {
  /** Neurons by label (`fc1[3]`) or number, in place of those of lowest and highest value. */
  neurons?: readonly (string | number)[]
  /** Neurons of the lowest and of the highest value of the measure; 3 each unless given. */
  lowest?: number
  highest?: number
  /** `entropy` unless given. */
  by?: NeuronMeasure
  /** Examples of each neuron, at most; 5 unless given. */
  top?: number
}

/**
 * The examples that activate some neurons most: those named, or of all layers together those of the lowest and then those of the
 * highest entropy (or mean mutual information), dead and constant neurons left out (Bansal et al. 2022 show such examples).
 * `a` is what was measured. Cost: a pass over the activations of each neuron shown.
 * @throws RoteError `bad-option` for a neuron that is not there and for wrong numbers
 */
export function activatingExamples(
  a: ActivationMatrix,
  measurement: Measurement,
  options: ActivatingExamplesOptions = {},
): InspectedNeuron[] {
  const top = requireInteger("top", options.top ?? 5, 1)
  return chosenNeurons(measurement, options).map(({ neuron, place }) => {
    const { entropy, meanMutualInformation } = measurement.neuronTable
    const information = meanMutualInformation[neuron]
    return {
      neuron,
      label: neuronLabel(measurement, neuron),
      place,
      entropy: entropy[neuron],
      meanMutualInformation: Number.isNaN(information) ? null : information,
      examples: highest(neuronValues(a, neuron), top),
    }
  })
}

type ChosenNeuron = Pick<InspectedNeuron, "neuron" | "place">

function chosenNeurons(measurement: Measurement, options: ActivatingExamplesOptions): ChosenNeuron[] {
  const { neurons, by = "entropy" } = options
  if (neurons !== undefined) {
    return neurons.map((name) => ({ neuron: requireNeuron(measurement, name), place: "named" }))
  }
  const lowest = requireInteger("lowest", options.lowest ?? 3, 0)
  const highest = requireInteger("highest", options.highest ?? 3, 0)
  const order = neuronOrder(measurement, by)
  const lower = order.subarray(0, lowest)
  const upper = order.subarray(Math.max(lower.length, order.length - highest)).reverse()
  return [
    ...Array.from(lower, (neuron): ChosenNeuron => ({ neuron, place: "lowest" })),
    ...Array.from(upper, (neuron): ChosenNeuron => ({ neuron, place: "highest" })),
  ]
}

function requireNeuron(measurement: Measurement, name: string | number): number {
  const { neurons, layers } = measurement
  const isIt = (neuron: number) => neuron === name || neuronLabel(measurement, neuron) === name
  const found = Array.from({ length: neurons }, (_, neuron) => neuron).find(isIt)
  if (found !== undefined) return found
  throw new RoteError("bad-option", {
    input: "neurons",
    expected: `names from ${neuronLabel(measurement, 0)} to ${neuronLabel(measurement, neurons - 1)}, layers ${layers.map(({ name }) => name).join(", ")}`,
    found: `${name}`,
  })
}

/** One pass that keeps the best so far in order: examples are many, those asked for few. */
function highest(values: ArrayLike<number>, count: number): ActivatingExample[] {
  const best: ActivatingExample[] = []
  for (let example = 0; example < values.length; example++) {
    const activation = values[example]
    if (best.length === count && activation <= best[count - 1].activation) continue
    let place = best.length
    while (place > 0 && best[place - 1].activation < activation) place--
    best.splice(place, 0, { example, activation })
    if (best.length > count) best.pop()
  }
  return best
}
