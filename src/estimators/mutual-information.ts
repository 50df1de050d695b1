import { activationMatrix } from "../activations.js"
import { pairEngine, tileMeasurer } from "../kernels/wasm/index.js"
import { type MutualInformationOptions, perNat, resolveMutualInformationOptions } from "./options.js"
import { pairTask } from "./pair-task.js"
import { requireSameExamples } from "./validate.js"

/**
 * Mutual information of two neurons over the same examples, in nats unless `unit: "bits"`.
 *
 * The neighbour methods (`ksg`, `ksg2`, `mixed`) divide each neuron by its standard deviation first; a constant neuron has
 * mutual information 0 with every other. Estimates are not clipped: near independence they scatter about 0, below it too,
 * and a mean over many pairs would be too high if they were. Always finite, never NaN.
 *
 * With `reference: true` the released code's conventions: `ksg` unless told otherwise, no scaling, no rule for constants.
 *
 * Cost: about S^1.1 for the neighbour methods, O(S log S) for the others. `pairwiseMutualInformation` is the fast way to many
 * pairs; `rote/kernels/reference` has the definitions.
 * @throws RoteError `bad-option`, `shape-mismatch`, `too-few-examples` (S < 2, or S ≤ k), `not-finite`
 */
export function mutualInformation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: MutualInformationOptions = {},
): number {
  const { unit } = resolveMutualInformationOptions(options)
  requireSameExamples(x, y)
  const both = new Float64Array(2 * x.length)
  both.set(x)
  both.set(y, x.length)
  const layers = [
    { name: "x", start: 0, end: 1 },
    { name: "y", start: 1, end: 2 },
  ]
  const task = pairTask(activationMatrix(both, x.length, 2, layers), { ...options, neurons: "x", others: "y" })
  const [nats] = tileMeasurer(task, pairEngine(task.settings, task.examples))({ row: 0, column: 0 }, () => {})
  return nats * perNat(unit)
}
