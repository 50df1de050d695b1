import type { ExampleDescription } from "../capture/inputs/model-inputs.js"
import { printable } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"
import type { InspectedNeuron } from "../inspection/activating-examples.js"
import type { NeuronMeasure } from "../inspection/neuron-order.js"
import { count } from "./numbers.js"
import { bold, dim } from "./style.js"
import { shortened, wrapped } from "./table.js"

const columns = 80
const labelColumns = 36
const activationColumns = 10

const measureNames: Record<NeuronMeasure, string> = { entropy: "entropy", mutualInformation: "mean mutual information" }

/** What the neurons of each place have in common. */
export function placeHeading(place: InspectedNeuron["place"], by: NeuronMeasure): string {
  if (place === "named") return "As named"
  return `${place === "lowest" ? "Lowest" : "Highest"} ${measureNames[by]}`
}

/** Entropy and mutual information of a neuron in a few words. */
export function neuronCaption({ entropy, meanMutualInformation }: InspectedNeuron): string {
  const information = meanMutualInformation === null ? "" : ` · MI ${meanMutualInformation.toFixed(3)}`
  return `H ${entropy.toFixed(3)}${information}`
}

/** The example on one line: the text, the image's path, or its number. */
export function exampleName(description: ExampleDescription | undefined, example: number): string {
  if (description?.kind === "text") return description.text
  return description?.kind === "image" ? description.path : `example ${example}`
}

/** The neurons and the examples that activate them most, for a terminal 80 columns wide. */
export function examplesText(
  neurons: readonly InspectedNeuron[],
  { settings, examples }: Measurement,
  by: NeuronMeasure,
  nameOf: (row: number) => string,
): string {
  const lines = neurons.flatMap((neuron, n) => [
    ...(neuron.place === neurons[n - 1]?.place ? [] : ["", bold(placeHeading(neuron.place, by))]),
    `${shortened(printable(neuron.label), labelColumns)}  ${neuronCaption(neuron)}`,
    ...neuron.examples.map(({ example, activation }) => {
      const name = printable(nameOf(example).replace(/\s+/g, " "))
      return `${activation.toPrecision(4).padStart(activationColumns)}  ${shortened(name, columns - activationColumns - 2)}`
    }),
  ])
  const explanation =
    `Under each neuron the examples of its highest activations, which stand before them. H and MI in ${settings.unit}, of ` +
    `${count(examples, "example")}. Dead and constant neurons are left out.`
  return [...lines.slice(1), "", ...wrapped(explanation, columns).map((line) => dim(line))].join("\n")
}
