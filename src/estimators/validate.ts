import { type ActivationMatrix, neuronLabel, neuronValues, requireShape } from "../activations.js"
import { RoteError } from "../errors.js"

const MOST_NEURONS_NAMED = 5

/** @throws RoteError `bad-option` */
export function requireInteger(option: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  const bound = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  throw new RoteError("bad-option", { input: option, expected: `a whole number ${bound}`, found: String(value) })
}

/** @throws RoteError `too-few-examples` below 2, or where k neighbours are asked for (k > 0) and there are not that many others */
export function requireExamples(examples: number, k: number): void {
  if (examples >= 2 && examples > k) return
  throw new RoteError("too-few-examples", {
    expected: k > 1 ? `more than k = ${k} examples` : "at least 2 examples",
    found: String(examples),
    hint: k > 1 && examples >= 2 ? "add examples or lower k" : "add examples",
  })
}

/** @throws RoteError `not-finite` with the neurons' names and counts */
export function requireFiniteMatrix(a: ActivationMatrix): void {
  if (countNonFinite(a.data) === 0) return
  const counts = Array.from({ length: a.neurons }, (_, j) => countNonFinite(neuronValues(a, j)))
  const bad = [...counts.keys()].filter((j) => counts[j] > 0)
  const named = bad.slice(0, MOST_NEURONS_NAMED).map((j) => `${neuronLabel(a, j)} (${counts[j]})`)
  if (bad.length > named.length) named.push(`${bad.length - named.length} more`)
  throw new RoteError("not-finite", {
    expected: "finite activations",
    found: `NaN or infinite values in ${bad.length} of ${a.neurons} neurons: ${named.join(", ")}`,
    hint: "drop the examples that hold them (--drop-nonfinite) or mend the network",
  })
}

/** @throws RoteError `not-finite` */
export function requireFinite(input: string, values: ArrayLike<number>): void {
  const count = countNonFinite(values)
  if (count === 0) return
  throw new RoteError("not-finite", {
    input,
    expected: "finite activations",
    found: `${count} NaN or infinite values among ${values.length}`,
    hint: "drop the examples that hold them",
  })
}

/** @throws RoteError `shape-mismatch` */
export function requireSameExamples(x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length === y.length) return
  throw new RoteError("shape-mismatch", {
    expected: "two neurons over the same examples",
    found: `${x.length} and ${y.length} examples`,
  })
}

/** @throws RoteError `shape-mismatch` for a matrix put together by hand whose parts do not fit, `no-neurons` */
export function requireMatrix(a: ActivationMatrix): void {
  requireShape(a.data, a.examples, a.neurons)
  if (a.neurons > 0) return
  throw new RoteError("no-neurons", { expected: "at least 1 neuron", found: "0" })
}

function countNonFinite(values: ArrayLike<number>): number {
  let count = 0
  for (let i = 0; i < values.length; i++) count += Number(!Number.isFinite(values[i]))
  return count
}
