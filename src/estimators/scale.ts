/** Smallest and largest of the values. */
export function extent(values: ArrayLike<number>): [lo: number, hi: number] {
  let lo = Infinity
  let hi = -Infinity
  for (let i = 0; i < values.length; i++) {
    if (values[i] < lo) lo = values[i]
    if (values[i] > hi) hi = values[i]
  }
  return [lo, hi]
}

/**
 * 1 / standard deviation of the values (divisor S), 1 for a constant; always positive and finite.
 *
 * Deviations are taken from the minimum and summed with compensation, so that neither the order of the examples nor a
 * shift that float64 can represent moves a bit of it: a last bit could break a tie between two neurons' distances.
 */
export function neuronScale(values: ArrayLike<number>): number {
  const [lo, hi] = extent(values)
  if (lo === hi) return 1
  const unit = powerOfTwoBelow(hi, lo)
  const terms = Float64Array.from(values)
  for (let i = 0; i < terms.length; i++) terms[i] = terms[i] * unit - lo * unit
  const mean = compensatedMean(terms)
  for (let i = 0; i < terms.length; i++) terms[i] = (terms[i] - mean) * (terms[i] - mean)
  const variance = compensatedMean(terms)
  return Math.min(unit / Math.sqrt(variance), Number.MAX_VALUE)
}

/**
 * The values, times `rangeFactor`. Every estimator that scales its neurons is unmoved by it. float32 never needs a factor
 * and is returned as it is.
 */
export function withinRange<T extends ArrayLike<number>>(values: T): T | Float64Array {
  const factor = rangeFactor(values)
  return factor === 1 ? values : Float64Array.from(values, (value) => value * factor)
}

/** A power of two where the range of the values overflows float64, or is so small that its inverse does; 1 elsewhere. */
export function rangeFactor(values: ArrayLike<number>): number {
  if (values instanceof Float32Array) return 1
  const [lo, hi] = extent(values)
  const range = hi - lo
  if (range === Infinity) return 0.25
  return range === 0 || range >= 2 ** -900 ? 1 : 2 ** 900
}

/** A power of two that brings the range to about 1, within what float64 can hold. */
function powerOfTwoBelow(hi: number, lo: number): number {
  const range = hi / 4 - lo / 4
  const exponent = range === 0 ? -1022 : Math.floor(Math.log2(range)) + 2
  return 2 ** Math.min(Math.max(-exponent, -1022), 1000)
}

/** Mean with Neumaier's compensated sum (1974). */
function compensatedMean(terms: Float64Array): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]
    const next = sum + term
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
    sum = next
  }
  return (sum + lost) / terms.length
}
