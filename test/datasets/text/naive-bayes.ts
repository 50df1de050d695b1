import type { LabelledTexts } from "#src/datasets/text/labelled-texts.js"

/** A text's words, each once, in lower case. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[a-z]+/g))]
}

/** Accuracy of a naive Bayes over the presence of words, smoothed by one, trained on the first `training` texts, on the others. */
export function naiveBayesAccuracy({ texts, labels }: LabelledTexts, training: number): number {
  const counts = [new Map<string, number>(), new Map<string, number>()]
  const totals = [0, 0]
  for (let i = 0; i < training; i++) {
    for (const word of wordsOf(texts[i])) {
      counts[labels[i]].set(word, (counts[labels[i]].get(word) ?? 0) + 1)
      totals[labels[i]]++
    }
  }
  const vocabulary = new Set(counts.flatMap((each) => [...each.keys()])).size
  const logProbability = (word: string, label: number) =>
    Math.log(((counts[label].get(word) ?? 0) + 1) / (totals[label] + vocabulary))
  let right = 0
  for (let i = training; i < texts.length; i++) {
    const evidence = wordsOf(texts[i]).reduce((sum, word) => sum + logProbability(word, 1) - logProbability(word, 0), 0)
    if (Number(evidence > 0) === labels[i]) right++
  }
  return right / (texts.length - training)
}
