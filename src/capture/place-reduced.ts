import type { Values } from "../activations.js"
import type { ReductionPlan } from "./reduce.js"
import type { OutputTensor } from "./session.js"
import type { TokensOf } from "./token-mask.js"

/** Where a layer's values go, neuron by neuron: the value of neuron j in row r is `values[j * rows + r]`. */
export interface LayerValues {
  values: Values
  rows: number
}

/**
 * Puts the first `examples` of a batch of a tensor into a layer, from row `row` on, and returns the next free row. Means are
 * summed in float64.
 */
export function placeReduced(
  plan: ReductionPlan,
  { data }: OutputTensor,
  examples: number,
  tokens: TokensOf,
  target: LayerValues,
  row: number,
): number {
  if (plan.kind === "tokens" && plan.rule !== "mean") return placeTokens(plan, data, examples, tokens, target, row)
  if (plan.kind === "tokens") placeTokenMeans(plan, data, examples, tokens, target, row)
  else if (plan.kind === "map") placeMapMeans(plan, data, examples, target, row)
  else placeRows(data.subarray(0, examples * plan.neurons), plan.neurons, target, row)
  return row + examples
}

/** Sixteen neurons share the cache lines they are read from; each is then written in one run. */
const tileNeurons = 16

function placeRows(data: Values, neurons: number, { values, rows }: LayerValues, row: number): void {
  for (let tile = 0; tile < neurons; tile += tileNeurons) {
    const tileEnd = Math.min(tile + tileNeurons, neurons)
    for (let neuron = tile; neuron < tileEnd; neuron++) {
      let to = neuron * rows + row
      for (let from = neuron; from < data.length; from += neurons) values[to++] = data[from]
    }
  }
}

/** Of the tokens that are real `cls` takes the first, `last` the last, `tokens` each for a row of its own. */
function placeTokens(
  { rule, neurons, middle }: ReductionPlan,
  data: Values,
  examples: number,
  tokens: TokensOf,
  target: LayerValues,
  row: number,
): number {
  let next = row
  for (let example = 0; example < examples; example++) {
    const real = tokens(example)
    const chosen = rule === "tokens" ? real : rule === "cls" ? real.slice(0, 1) : real.slice(-1)
    for (const token of chosen) {
      const start = (example * middle + token) * neurons
      placeRows(data.subarray(start, start + neurons), neurons, target, next++)
    }
  }
  return next
}

function placeTokenMeans(
  { neurons, middle }: ReductionPlan,
  data: Values,
  examples: number,
  tokens: TokensOf,
  { values, rows }: LayerValues,
  row: number,
): void {
  const sums = new Float64Array(neurons)
  for (let example = 0; example < examples; example++) {
    const real = tokens(example)
    sums.fill(0)
    for (const token of real) {
      const start = (example * middle + token) * neurons
      for (let neuron = 0; neuron < neurons; neuron++) sums[neuron] += data[start + neuron]
    }
    for (let neuron = 0; neuron < neurons; neuron++) values[neuron * rows + row + example] = sums[neuron] / real.length
  }
}

function placeMapMeans(
  { neurons, middle }: ReductionPlan,
  data: Values,
  examples: number,
  { values, rows }: LayerValues,
  row: number,
): void {
  let start = 0
  for (let example = 0; example < examples; example++) {
    for (let neuron = 0; neuron < neurons; neuron++) {
      values[neuron * rows + row + example] = sum(data, start, start + middle) / middle
      start += middle
    }
  }
}

/** Four sums at a time, which the processor adds side by side. */
function sum(data: Values, start: number, end: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = start
  for (; i + 3 < end; i += 4) {
    a += data[i]
    b += data[i + 1]
    c += data[i + 2]
    d += data[i + 3]
  }
  for (; i < end; i++) a += data[i]
  return a + b + (c + d)
}
