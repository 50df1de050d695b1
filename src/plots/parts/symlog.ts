/** Where axes of mutual information turn logarithmic, in nats: about the noise of an estimate over a few thousand examples. */
export const informationConstant = 0.02

/**
 * Axes linear up to `constant` on either side of zero and logarithmic beyond, for quantities that span orders of magnitude
 * and may be zero or, as estimates, a little below.
 */
export function symlog(value: number, constant: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value) / constant)
}

/** The value at a place on such an axis. */
export function symlogInverse(place: number, constant: number): number {
  return Math.sign(place) * Math.expm1(Math.abs(place)) * constant
}

/** Zero and the 1, 2 and 5 of every power of ten from `constant` on, at least `gap` pixels apart on an axis of `pixels`. */
export function symlogTicks([low, high]: [number, number], constant: number, pixels: number, gap = 28): number[] {
  const perPixel = (symlog(high, constant) - symlog(low, constant)) / pixels
  const steps = symlogSteps(constant, Math.max(Math.abs(low), Math.abs(high)))
  const kept = [0]
  for (const step of steps) {
    if (symlog(step, constant) - symlog(kept[kept.length - 1], constant) >= gap * perPixel) kept.push(step)
  }
  const negative = kept.slice(1).map((tick) => -tick)
  return [...negative.reverse(), ...kept].filter((tick) => tick >= low && tick <= high)
}

function symlogSteps(constant: number, limit: number): number[] {
  const steps: number[] = []
  for (let power = Math.floor(Math.log10(constant)); 10 ** power <= limit; power++) {
    for (const factor of [1, 2, 5]) steps.push(Number(`${factor}e${power}`))
  }
  return steps.filter((step) => step >= constant && step <= limit)
}
