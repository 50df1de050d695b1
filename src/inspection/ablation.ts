import type { Layer } from "../activations.js"
import { RoteError } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"
import { sampleIndices, seededRandom } from "../random.js"
import { neuronOrder } from "./neuron-order.js"
import type { OutputChange } from "./output-change.js"

/** Which neurons of a layer are switched off. */
export type AblationOrder =
  | "lowest-entropy"
  | "highest-entropy"
  | "highest-mutual-information"
  | "random"
  | "chosen by number"

/** What switching neurons off does to a model. */
export interface AblationEffect extends OutputChange {
  /** Share of answers that are their label; null without labels. */
  accuracy: number | null
}

/** So many neurons of an order switched off; of `random` in several draws. */
export interface AblationPoint {
  size: number
  /** Those switched off, counted within the layer, a list for each draw. */
  neurons: number[][]
  /** Over the draws. */
  mean: AblationEffect
  low: AblationEffect
  high: AblationEffect
}

export interface AblationCurve {
  order: AblationOrder
  points: AblationPoint[]
}

/** A model's outputs with neurons of one layer switched off. */
export interface Ablation {
  model: string
  layer: string
  /** Neurons of the layer. */
  width: number
  /** Tensor that is compared. */
  output: string
  examples: number
  classes: number
  /** Of the model as it is; null without labels. */
  accuracy: number | null
  /** Draws of `random`, and their seed. */
  draws: number
  seed: number
  curves: AblationCurve[]
}

/** Neurons to switch off: so many by an order, or those of these numbers within the layer. */
export type NeuronChoice = { order: Exclude<AblationOrder, "chosen by number">; size: number } | readonly number[]

/** What decides which neurons an order means. */
export interface MeasuredLayer {
  measurement: Measurement
  layer: Layer
  draws: number
  seed: number
}

/**
 * The neurons that a choice means, counted within the layer: a list, or one for each draw of `random`. All orders choose among the
 * neurons that are not constant (of mutual information: that were measured), so that they are alike but for the order; the larger
 * of two sizes contains the smaller.
 * @throws RoteError `bad-option` for more neurons than there are
 */
export function chosenNeurons(choice: NeuronChoice, { measurement, layer, draws, seed }: MeasuredLayer): number[][] {
  const width = layer.end - layer.start
  if (!("order" in choice)) return [requirePlaces(choice, width)]
  const { order, size } = choice
  const by = order === "highest-mutual-information" ? "mutualInformation" : "entropy"
  const rising = Array.from(neuronOrder(measurement, by, layer), (neuron) => neuron - layer.start)
  if (!Number.isInteger(size) || size < 1 || size > rising.length) throw tooMany(order, size, rising.length)
  if (order === "lowest-entropy") return [rising.slice(0, size)]
  if (order !== "random") return [rising.reverse().slice(0, size)]
  const numbered = rising.sort((a, b) => a - b)
  return Array.from({ length: draws }, (_, draw) => {
    // No draw of one seed is a draw of another.
    const random = seededRandom(seed * draws + draw)
    return Array.from(sampleIndices(rising.length, size, random), (place) => numbered[place])
  })
}

function requirePlaces(neurons: readonly number[], width: number): number[] {
  const wrong = neurons.find((neuron) => !Number.isInteger(neuron) || neuron < 0 || neuron >= width)
  if (neurons.length > 0 && wrong === undefined) return [...neurons]
  throw new RoteError("bad-option", {
    input: "neurons",
    expected: `numbers of neurons from 0 to ${width - 1}`,
    found: wrong === undefined ? "none" : `${wrong}`,
  })
}

function tooMany(order: AblationOrder, size: number, there: number): RoteError {
  return new RoteError("bad-option", {
    input: `neurons, ${order}`,
    expected: `from 1 to ${there} neurons, those of the layer that are measured and not constant`,
    found: `${size}`,
  })
}

/** Mean and range over draws, quantity by quantity. */
export function overDraws(effects: readonly AblationEffect[]): Pick<AblationPoint, "mean" | "low" | "high"> {
  const each = (reduce: (values: number[]) => number): AblationEffect => {
    const of = (pick: (effect: AblationEffect) => number) => reduce(effects.map(pick))
    return {
      meanAbsoluteChange: of((effect) => effect.meanAbsoluteChange),
      divergence: of((effect) => effect.divergence),
      changedAnswers: of((effect) => effect.changedAnswers),
      accuracy: effects[0].accuracy === null ? null : of(({ accuracy }) => accuracy ?? Number.NaN),
    }
  }
  return {
    mean: each((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    low: each((values) => Math.min(...values)),
    high: each((values) => Math.max(...values)),
  }
}
