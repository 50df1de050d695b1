import { numpy as np, random } from "@jax-js/jax"
import type { Training } from "./network.js"

/** Drops values at places of a network, at each by other random numbers. */
export interface Dropout {
  /**
   * Consumes the values. In training makes each 0 with probability `share` and divides the others by 1 − `share` (Srivastava
   * et al. 2014); otherwise, and for a share of 0, gives them back as they are.
   */
  drop(values: np.Array, share: number): np.Array
  /** Once nothing more is to be dropped. */
  end(): void
}

/** Dropout at up to `places` places, from the step's key, which it consumes. Without training it drops nothing. */
export function dropout(places: number, training?: Training): Dropout {
  if (training === undefined) return { drop: (values) => values, end: () => {} }
  const keys = random.split(training.key, places)
  let place = 0
  return {
    drop(values, share) {
      if (share === 0) return values
      return values.mul(keptFactors(keys.ref.slice(place++), values.shape, share))
    },
    end: () => keys.dispose(),
  }
}

/** Shares are rounded to so many parts, a half of the bits of a random number: drawing is what dropout costs. */
const parts = 2 ** 16

/** 0 where a value is dropped, and what keeps the mean where it is not. Consumes the key. */
function keptFactors(key: np.Array, shape: number[], share: number): np.Array {
  const size = shape.reduce((product, axis) => product * axis, 1)
  const half = Math.ceil(size / 2)
  const dropped = Math.min(parts - 1, Math.round(share * parts))
  // Each number serves two values, with its lower and its upper bits at the top, where they decide.
  const drawn = np.leftShift(random.bits(key, [1, half]), uint32([[16], [0]]))
  const factors = np.where(np.less(drawn, uint32(dropped * parts)), 0, parts / (parts - dropped)).reshape([2 * half])
  return (2 * half === size ? factors : factors.slice([0, size])).reshape(shape)
}

function uint32(values: number | number[][]): np.Array {
  return np.array(values, { dtype: np.uint32 })
}
