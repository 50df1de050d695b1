export interface Moments {
  mean: number
  standardDeviation: number
  minimum: number
  maximum: number
  skewness: number
  excessKurtosis: number
}

/**
 * Mean, standard deviation, skewness and excess kurtosis of finite values in increasing order, as NumPy and SciPy give
 * them by default: population moments (divided by the number of values), excess kurtosis 0 for a normal distribution.
 * One value throughout has standard deviation, skewness and excess kurtosis 0.
 *
 * Two passes in float64 over the values as shares of their range, so that neither 1.7e308 nor subnormal numbers
 * overflow, underflow or become NaN.
 */
export function moments(sorted: ArrayLike<number>): Moments {
  const n = sorted.length
  const minimum = sorted[0]
  const maximum = sorted[n - 1]
  if (minimum === maximum) {
    return { mean: minimum, standardDeviation: 0, minimum, maximum, skewness: 0, excessKurtosis: 0 }
  }
  // Halves keep the range of ±1.7e308 finite; small numbers stay as they are because halving a subnormal is not exact.
  const scale = Number.isFinite(maximum - minimum) ? 1 : 0.5
  const origin = minimum * scale
  const range = maximum * scale - origin

  let sum = 0
  for (let i = 0; i < n; i++) sum += (sorted[i] * scale - origin) / range
  const mean = sum / n

  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < n; i++) {
    const d = (sorted[i] * scale - origin) / range - mean
    const square = d * d
    second += square
    third += square * d
    fourth += square * square
  }
  const variance = second / n
  return {
    mean: (origin + mean * range) / scale,
    standardDeviation: (Math.sqrt(variance) / scale) * range,
    minimum,
    maximum,
    skewness: third / n / (variance * Math.sqrt(variance)),
    excessKurtosis: fourth / n / (variance * variance) - 3,
  }
}
