import { type ActivationMatrix, activationMatrix, neuronLabel, neuronValues, type Values } from "../activations.js"
import { RoteError } from "../errors.js"
import type { ReadOptions } from "./options.js"

const namedAtMost = 5

/**
 * The matrix when every value is a finite number; without the examples that hold one that is not when `dropNonfinite`
 * asks for it (in place: the values kept move together in the same memory).
 * @throws RoteError `not-finite` naming the neurons and how many values of each
 */
export function finiteMatrix(a: ActivationMatrix, input: string, options: ReadOptions): ActivationMatrix {
  return finiteRows(a, input, options).activations
}

/** The same, and which examples were kept where not all of them were. */
export function finiteRows(
  a: ActivationMatrix,
  input: string,
  options: Pick<ReadOptions, "dropNonfinite" | "onWarning">,
): { activations: ActivationMatrix; kept?: number[] } {
  const counts = nonfiniteCounts(a)
  if (counts.size === 0) return { activations: a }
  if (!options.dropNonfinite) throw notFinite(a, counts, input)
  const kept = finiteExamples(a, counts.keys())
  if (kept.length === 0) throw notFinite(a, counts, input, "no example is finite on every neuron: read fewer layers")
  const dropped = a.examples - kept.length
  options.onWarning?.(`dropped ${dropped} of ${a.examples} examples: ${describe(a, counts)}`)
  return { activations: activationMatrix(compact(a, kept), kept.length, a.neurons, a.layers, a.neuronNames), kept }
}

/** How many values of each neuron are not finite, for the neurons that have such values. */
function nonfiniteCounts(a: ActivationMatrix): Map<number, number> {
  const counts = new Map<number, number>()
  for (let j = 0; j < a.neurons; j++) {
    const values = neuronValues(a, j)
    if (Number.isNaN(zeroIfFinite(values))) counts.set(j, Array.from(values).filter((v) => !Number.isFinite(v)).length)
  }
  return counts
}

/** 0, or NaN as soon as one value is NaN or infinite: one subtraction per value, no branch. */
function zeroIfFinite(values: Values): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] - values[i]
  return sum
}

function finiteExamples(a: ActivationMatrix, neurons: Iterable<number>): number[] {
  const finite = new Uint8Array(a.examples).fill(1)
  for (const j of neurons) {
    neuronValues(a, j).forEach((value, i) => {
      if (!Number.isFinite(value)) finite[i] = 0
    })
  }
  return Array.from(finite.keys()).filter((i) => finite[i] === 1)
}

function compact(a: ActivationMatrix, kept: readonly number[]): Values {
  let next = 0
  for (let j = 0; j < a.neurons; j++) {
    for (const i of kept) a.data[next++] = a.data[j * a.examples + i]
  }
  return a.data.subarray(0, next)
}

function describe(a: ActivationMatrix, counts: Map<number, number>): string {
  const total = Array.from(counts.values()).reduce((sum, count) => sum + count, 0)
  const named = Array.from(counts).slice(0, namedAtMost)
  const list = named.map(([j, count]) => `${neuronLabel(a, j)} (${count})`).join(", ")
  const more = counts.size > namedAtMost ? ` and ${counts.size - namedAtMost} more` : ""
  return `${total} NaN, infinite or missing value${total === 1 ? "" : "s"} in neuron${counts.size === 1 ? "" : "s"} ${list}${more}`
}

function notFinite(a: ActivationMatrix, counts: Map<number, number>, input: string, hint?: string): RoteError {
  return new RoteError("not-finite", {
    input,
    expected: "finite activations",
    found: describe(a, counts),
    hint: hint ?? "mend what made them, or leave those examples out with dropNonfinite (--drop-nonfinite)",
  })
}
