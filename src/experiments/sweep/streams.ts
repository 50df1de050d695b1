import { type Random, seededRandom } from "../../random.js"

/** Independent sources of random numbers for the parts of one model's data. */
export function stream(seed: number, index: number): Random {
  return seededRandom(16 * seed + index)
}
