import {
  binIndices,
  binnedMutualInformation,
  gaussianCopula,
  ksg,
  ksg2,
  linspaceEdges,
  mixed,
} from "../kernels/reference/index.js"
import { type MutualInformationOptions, perNat, resolveMutualInformationOptions, usesNeighbours } from "./options.js"
import { extent, neuronScale, withinRange } from "./scale.js"
import { requireExamples, requireFinite, requireSameExamples } from "./validate.js"

const neighbourEstimators = { ksg, ksg2, mixed }

/**
 * Mutual information of two neurons over the same examples, in nats unless `unit: "bits"`.
 *
 * The neighbour methods (`ksg`, `ksg2`, `mixed`) divide each neuron by its standard deviation first; a constant neuron has
 * mutual information 0 with every other. Estimates are not clipped: near independence they scatter about 0, below it too,
 * and a mean over many pairs would be too high if they were. Always finite, never NaN.
 *
 * With `reference: true` the released code's conventions: `ksg` unless told otherwise, no scaling, no rule for constants.
 *
 * Cost: O(S²) for the neighbour methods, O(S log S) for the others. `pairwiseMutualInformation` is the fast way to many pairs.
 * @throws RoteError `bad-option`, `shape-mismatch`, `too-few-examples` (S < 2, or S ≤ k), `not-finite`
 */
export function mutualInformation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: MutualInformationOptions = {},
): number {
  const { method, k, bins, reference, unit } = resolveMutualInformationOptions(options)
  requireSameExamples(x, y)
  requireExamples(x.length, usesNeighbours(method) ? k : 0)
  requireFinite("x", x)
  requireFinite("y", y)
  if (!reference && (isConstant(x) || isConstant(y))) return 0
  return estimate(Float64Array.from(x), Float64Array.from(y), { method, k, bins, reference }) * perNat(unit)
}

function estimate(
  x: Float64Array,
  y: Float64Array,
  { method, k, bins, reference }: Omit<Required<MutualInformationOptions>, "unit">,
): number {
  if (method === "gaussian-copula") return gaussianCopula(x, y)
  if (method === "binned") return binnedMutualInformation(ownBins(x, bins), ownBins(y, bins), bins, bins)
  if (reference) return neighbourEstimators[method](x, y, k)
  const [safeX, safeY] = [withinRange(x), withinRange(y)]
  return neighbourEstimators[method](safeX, safeY, k, neuronScale(safeX), neuronScale(safeY), "counted")
}

function ownBins(values: Float64Array, bins: number): Uint16Array {
  return binIndices(values, linspaceEdges(...extent(values), bins), "closed")
}

function isConstant(values: ArrayLike<number>): boolean {
  const [lo, hi] = extent(values)
  return lo === hi
}
