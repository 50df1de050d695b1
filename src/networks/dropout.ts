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
  const dropped = Math.round(share * parts)
  const drawn = random.bits(key, [Math.ceil(size / 2)])
  const halves = np.stack([np.bitwiseAnd(drawn.ref, uint32(parts - 1)), np.rightShift(drawn, uint32(16))])
  const kept = np.greaterEqual(halves, uint32(dropped))
  return np
    .where(kept, parts / (parts - dropped), 0)
    .reshape([2 * Math.ceil(size / 2)])
    .slice([0, size])
    .reshape(shape)
}

function uint32(value: number): np.Array {
  return np.array(value, { dtype: np.uint32 })
}
