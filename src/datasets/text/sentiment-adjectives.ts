import { permutation, type Random } from "../../random.js"
import { requireProbability } from "../probability.js"
import { type AdjectiveReviews, byAgreement } from "./adjectives.js"

/** Sentiment Adjectives: reviews whose labels follow their adjectives more often than they should. */
export interface SentimentAdjectives extends AdjectiveReviews {
  /** How many reviews hold adjectives of one list. */
  qualifying: number
  /** Those of them whose label is that of their adjectives, before any label is changed. */
  agree: number
  /** The others. */
  disagree: number
  /** Those of the others whose label was changed. */
  changed: number
}

/**
 * Sentiment Adjectives (Bansal et al. 2022), a training set: of the reviews whose label disagrees with their adjectives, a
 * fraction `alpha`, drawn at random, gets the label that the adjectives stand for. At α = 1 the adjectives predict every label.
 * With one seed, the reviews changed at some α are among those changed at any larger one.
 * @throws RoteError `bad-option` for an α outside 0 … 1
 */
export function sentimentAdjectives(reviews: AdjectiveReviews, alpha: number, random: Random): SentimentAdjectives {
  requireProbability("alpha", alpha)
  const { agree, disagree } = byAgreement(reviews)
  const changed = Math.round(alpha * disagree.length)
  const labels = reviews.labels.slice()
  for (const place of permutation(disagree.length, random).subarray(0, changed)) {
    labels[disagree[place]] = reviews.adjectives[disagree[place]]
  }
  return {
    ...{ ...reviews, labels },
    ...{ qualifying: labels.length, agree: agree.length, disagree: disagree.length, changed },
  }
}
