import type { Values } from "../../activations.js"
import type { OutputTensor } from "../runtime/session.js"
import type { ReductionPlan } from "./reduce.js"
import type { TokensOf } from "./token-mask.js"

/** Where a layer's values go, neuron by neuron: the value of neuron j in row r is `values[j * rows + r]`. */
export interface LayerValues {
  values: Values
  rows: number
}

/**
 * Puts the first `examples` of a batch of a tensor into a layer, from row `row` on, and returns the next free row.
 * Means are summed in float64.
 */
export function placeReduced(
  plan: ReductionPlan,
  { data }: OutputTensor,
  examples: number,
  tokens: TokensOf,
  target: LayerValues,
  row: number,
): number {
  if (plan.kind === "map") placeMapMeans(plan, data, examples, target, row)
  else if (plan.kind === "tokens" && plan.rule === "mean") placeTokenMeans(plan, data, examples, tokens, target, row)
  else return placeRows(data, rowStarts(plan, examples, tokens), plan.neurons, target, row)
  return row + examples
}

/**
 * Where in the batch the rows begin: of the tokens that are real `cls` takes the first, `last` the last, `tokens` each.
 */
function rowStarts({ kind, rule, neurons, middle }: ReductionPlan, examples: number, tokens: TokensOf): number[] {
  const starts: number[] = []
  for (let example = 0; example < examples; example++) {
    const start = example * middle * neurons
    if (kind === "matrix") starts.push(start)
    else {
      const real = tokens(example)
      if (rule === "cls") starts.push(start + real[0] * neurons)
      else if (rule === "last") starts.push(start + real[real.length - 1] * neurons)
      else for (const token of real) starts.push(start + token * neurons)
    }
  }
  return starts
}

/** Eight neurons at a time share the cache lines they are read from, and the loop. */
function placeRows(
  data: Values,
  starts: readonly number[],
  neurons: number,
  { values, rows }: LayerValues,
  row: number,
): number {
  let neuron = 0
  for (; neuron + 7 < neurons; neuron += 8) {
    let to = neuron * rows + row
    for (let i = 0; i < starts.length; i++, to++) {
      const from = starts[i] + neuron
      values[to] = data[from]
      values[to + rows] = data[from + 1]
      values[to + 2 * rows] = data[from + 2]
      values[to + 3 * rows] = data[from + 3]
      values[to + 4 * rows] = data[from + 4]
      values[to + 5 * rows] = data[from + 5]
      values[to + 6 * rows] = data[from + 6]
      values[to + 7 * rows] = data[from + 7]
    }
  }
  for (; neuron < neurons; neuron++) {
    const to = neuron * rows + row
    for (let i = 0; i < starts.length; i++) values[to + i] = data[starts[i] + neuron]
  }
  return row + starts.length
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
  let a = 0
  let b = 0
  let c = 0
  let d = 0
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
