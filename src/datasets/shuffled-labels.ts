import type { Random } from "../random.js"
import { requireProbability } from "./probability.js"

/**
 * Replaces each label, with probability `beta`, by one of the `classes` drawn uniformly (the old label included):
 * at β = 1 a share 1 / classes still agrees with the truth by chance.
 * @throws RoteError `bad-option` for a β outside 0 … 1
 */
export function shuffleLabels(labels: Uint8Array, classes: number, beta: number, random: Random): Uint8Array {
  requireProbability("beta", beta)
  return labels.map((label) => (random() < beta ? Math.floor(random() * classes) : label))
}
