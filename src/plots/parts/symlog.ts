import { scaleSymlog } from "d3"

/** Where axes of mutual information turn logarithmic, in nats: about the noise of an estimate over a few thousand examples. */
export const informationConstant = 0.02

/**
 * Ticks of an axis of `pixels`, linear up to `constant` on either side of zero and logarithmic beyond: zero and the 1, 2 and
 * 5 of every power of ten from `constant` on, at least `gap` pixels apart.
 */
export function symlogTicks([low, high]: [number, number], constant: number, pixels: number, gap = 28): number[] {
  const place = scaleSymlog([low, high], [0, pixels]).constant(constant)
  const kept = [0]
  for (const step of symlogSteps(constant, Math.max(Math.abs(low), Math.abs(high)))) {
    if (place(step) - place(kept[kept.length - 1]) >= gap) kept.push(step)
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
