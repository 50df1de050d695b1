import { studentT } from "../estimators/student-t.js"
import { studentQuantile } from "./student-quantile.js"

/**
 * How an estimate scatters over samples of the examples; element by element comparable between models of the same
 * examples.
 */
export interface Spread {
  /**
   * Squares sum to the variance: over samples of half the examples where `fine` is there, of all of them where it is
   * not.
   */
  deviations: Float64Array
  /** Squares sum to the variance over samples of an eighth of the examples; null where the variance falls as 1/S. */
  fine: Float64Array | null
}

export interface Uncertainty {
  standardError: number
  /** Share of the variance that more examples would not lessen, 0 … 1. */
  lasting: number
}

/**
 * Standard error on all examples. Where the rate at which the variance falls is not known, it is taken to be a/n + c,
 * an ordinary part and a part that extreme values keep up, and the variances on halves and eighths give both (after
 * Bertail, Politis and Romano 1999). The range of the values sets the edges of bins, and the gap between a rectifier's
 * zeros and its least value the kNN entropy: such parts hardly fall with the number of examples, and a bootstrap misses
 * them.
 */
export function uncertainty({ deviations, fine }: Spread): Uncertainty {
  const variance = sumOfSquares(deviations)
  if (fine === null || variance === 0) return { standardError: Math.sqrt(variance), lasting: 0 }
  const ordinary = Math.min(Math.max((sumOfSquares(fine) - variance) / 6, 0), variance / 2)
  return {
    standardError: Math.sqrt(variance - ordinary),
    lasting: (variance - 2 * ordinary) / (variance - ordinary),
  }
}

/** Spread of the second estimate less the first. */
export function subtractSpread(second: Spread, first: Spread): Spread {
  return {
    deviations: second.deviations.map((value, i) => value - first.deviations[i]),
    fine: second.fine === null || first.fine === null ? null : second.fine.map((value, i) => value - first.fine![i]),
  }
}

/**
 * Half the width of the 95 % interval of one model's estimate by itself. One model has one largest and one least value
 * to tell how extremes scatter, which is worth 3 degrees of freedom where all rests on them; differences have more.
 */
export function ownHalfWidth({ standardError, lasting }: Uncertainty): number {
  return standardError * ((1 - lasting) * studentQuantile(0.05) + lasting * studentT(3))
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}
