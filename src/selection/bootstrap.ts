import { RoteError } from "../errors.js"
import { type Random, seededRandom } from "../random.js"
import { concordance, tauB } from "./concordance.js"

export interface BootstrapOptions {
  /** How often to draw anew; 2,000 by default. */
  draws?: number
  /** 0 by default. */
  seed?: number
}

/**
 * 95 % percentile bootstrap interval (Efron 1979) of a statistic of points in strata: what is fixed by design, such as the
 * knob of a sweep, makes the strata, and what was drawn, such as the seeds, is drawn again with replacement within each.
 * Draws whose statistic is null are left out. Null where no stratum has two points, since nothing could come out differently,
 * and where no draw has a statistic.
 *
 * Few points in a stratum vary less among themselves than their kind does, and the interval is too narrow: for τ over the networks
 * of simulated sweeps it held the truth about 80 times in 100 with two seeds per knob value, 88 to 91 with three and
 * 94 with five or more (`test/selection/bootstrap.test.ts` repeats the ends).
 * @param strata indices of points, each point in one stratum
 * @param statistic of the drawn indices, stratum by stratum
 * @throws RoteError `bad-option` for draws that are no positive integer
 */
export function bootstrapInterval(
  strata: readonly ArrayLike<number>[],
  statistic: (drawn: readonly Int32Array[]) => number | null,
  { draws = 2000, seed = 0 }: BootstrapOptions = {},
): [number, number] | null {
  if (!Number.isSafeInteger(draws) || draws < 1) {
    throw new RoteError("bad-option", { input: "draws", expected: "a positive integer", found: `${draws}` })
  }
  if (strata.every((stratum) => stratum.length < 2)) return null
  const random = seededRandom(seed)
  const values = Array.from({ length: draws }, () => statistic(strata.map((stratum) => redrawn(stratum, random))))
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const outside = Math.floor(0.025 * sorted.length)
  return [sorted[outside], sorted[sorted.length - 1 - outside]]
}

function redrawn(stratum: ArrayLike<number>, random: Random): Int32Array {
  return Int32Array.from({ length: stratum.length }, () => stratum[Math.floor(random() * stratum.length)])
}

/**
 * 95 % percentile bootstrap interval of τ-b over a plain list of models, each resampled with both its numbers. For a
 * true τ of 1/3 it held the truth in 95 to 97 of 100 simulated lists of 5 to 40 models. Where the models found are in perfect
 * order it has no width, because every draw of them is: p tells what that is worth. Null below two models, and without a τ.
 */
export function tauInterval(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: BootstrapOptions = {},
): [number, number] | null {
  const everyone = Int32Array.from({ length: x.length }, (_, i) => i)
  return bootstrapInterval([everyone], ([drawn]) => tauOf(x, y, drawn), options)
}

/** τ-b of the points drawn, some of them more than once. */
export function tauOf(x: ArrayLike<number>, y: ArrayLike<number>, drawn: Int32Array): number | null {
  const at = (values: ArrayLike<number>) => Float64Array.from(drawn, (i) => values[i])
  return tauB(concordance(at(x), at(y)))
}
