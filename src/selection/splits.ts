import type { ActivationMatrix } from "../activations.js"
import { takeExamples } from "../estimators/sampling.js"
import { permutation, type Random } from "../random.js"

/**
 * How the examples are divided: `partitions` times anew, each time into `groups` of equal size (but for one example).
 */
export interface Splits {
  groups: number
  partitions: number
}

/** Milliseconds of work after which signals are heard. */
const MOST_WITHOUT_PAUSE = 50

/** Several statistics of the same activations, say one per layer. */
export type Statistics = (part: ActivationMatrix) => Float64Array | Promise<Float64Array>

/**
 * Measures statistics anew in every group of seeded random partitions of the examples. Returns for each statistic one
 * number per group: its deviation from the partition's mean, divided so that the squares sum to the statistic's
 * variance over samples as large as a group. Groups of one partition share no example, so their scatter is that of
 * independent samples (Politis, Romano and Wolf 1999; Holmes and Nemenman 2019 for mutual information). The groups
 * depend on the number of examples and the random numbers alone, so the deviations of two models over the same examples
 * may be subtracted one by one.
 *
 * Cost: the statistics of `partitions` whole matrices; memory: a copy of one group.
 */
export async function deviationsOverGroups(
  a: ActivationMatrix,
  { groups, partitions }: Splits,
  random: Random,
  statistics: Statistics,
  onGroup: () => void,
): Promise<Float64Array[]> {
  const deviations: Float64Array[] = []
  const perVariance = 1 / Math.sqrt(partitions * (groups - 1))
  let lastPause = performance.now()
  for (let p = 0; p < partitions; p++) {
    const order = permutation(a.examples, random)
    const found: Float64Array[] = []
    for (let g = 0; g < groups; g++) {
      const from = Math.floor((g * a.examples) / groups)
      const to = Math.floor(((g + 1) * a.examples) / groups)
      found.push(await statistics(takeExamples(a, order.slice(from, to).sort())))
      onGroup()
      if (performance.now() - lastPause < MOST_WITHOUT_PAUSE) continue
      await otherWork()
      lastPause = performance.now()
    }
    found[0].forEach((_, s) => {
      deviations[s] ??= new Float64Array(partitions * groups)
      const mean = found.reduce((sum, values) => sum + values[s], 0) / groups
      for (let g = 0; g < groups; g++) deviations[s][p * groups + g] = (found[g][s] - mean) * perVariance
    })
  }
  return deviations
}

/** Lets signals be heard in the middle of long work. */
export function otherWork(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
