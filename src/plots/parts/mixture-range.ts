import type { MixtureComponent } from "../../estimators/measurement.js"
import { mixtureShare } from "./density.js"

const halvings = 40

/** The part of a range that leaves out a share `beyond` of a Gaussian mixture at either end, found by halving. */
export function mixtureRange(
  mixture: MixtureComponent[],
  [least, greatest]: [number, number],
  beyond: number,
): [number, number] {
  return [quantile(beyond), quantile(1 - beyond)]

  function quantile(share: number): number {
    let [low, high] = [least, greatest]
    for (let i = 0; i < halvings; i++) {
      const middle = (low + high) / 2
      if (mixtureShare(mixture, Number.NEGATIVE_INFINITY, middle) < share) low = middle
      else high = middle
    }
    return high
  }
}
