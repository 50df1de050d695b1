import { RoteError } from "../errors.js"
import type { ReduceRule } from "./options.js"
import type { StoredArray } from "./stored-array.js"

/** How an array's axes read as examples × neurons. `middle` holds the axes that a rule has to reduce. */
export interface Layout {
  examples: number
  middle: readonly number[]
  /** Length of the last axis. */
  width: number
  /** Neurons that come of it: `width`, or width × middle when flattened. */
  neurons: number
  fortran: boolean
  rule: ReduceRule
}

/**
 * Reads a shape: (examples) is one neuron, (examples, neurons) is itself, anything between is reduced by the rule.
 * @throws RoteError `needs-reduce` without a rule, `bad-shape` for a single number or an empty middle axis,
 * `too-few-examples` for none, `no-neurons` for none
 */
export function layoutOf({ shape, fortran, input }: StoredArray, rule: ReduceRule | undefined): Layout {
  const found = `shape (${shape.join(", ")})`
  if (shape.length === 0) {
    throw new RoteError("bad-shape", { input, expected: "an array of examples × neurons", found: "a single number" })
  }
  const examples = shape[0]
  const middle = shape.slice(1, -1)
  const width = shape.length === 1 ? 1 : shape[shape.length - 1]
  if (examples === 0) throw new RoteError("too-few-examples", { input, expected: "at least one example", found })
  if (width === 0) throw new RoteError("no-neurons", { input, expected: "at least one neuron", found })
  if (middle.length > 0 && rule === undefined) throw needsRule(input, found)
  if (middle.includes(0)) {
    throw new RoteError("bad-shape", { input, expected: "middle axes of at least one entry", found })
  }
  const flattened = middle.reduce((product, axis) => product * axis, 1)
  const neurons = rule === "flatten" ? width * flattened : width
  return { examples, middle, width, neurons, fortran, rule: rule ?? "flatten" }
}

function needsRule(input: string, found: string): RoteError {
  return new RoteError("needs-reduce", {
    input,
    expected: "an array of two axes, examples × neurons",
    found,
    hint: `the axes between the first and the last have to become neurons: choose with reduce (--reduce)
  mean     their mean (usual for convolutions with channels last)
  cls      their first entry (the [CLS] token of a transformer)
  flatten  each entry a neuron of its own`,
  })
}
