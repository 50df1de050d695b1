import type { Random } from "../../random.js"
import { shuffleLabels } from "../shuffled-labels.js"
import type { LabelledTexts } from "./labelled-texts.js"

/**
 * Shuffled IMDb (Bansal et al. 2022), or any other texts treated so: each label is replaced by a uniformly random one with
 * probability `beta`.
 * @throws RoteError `bad-option` for a β outside 0 … 1
 */
export function shuffledTexts(data: LabelledTexts, beta: number, random: Random): LabelledTexts {
  return { ...data, labels: shuffleLabels(data.labels, data.classes.length, beta, random) }
}
