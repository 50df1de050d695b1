import type { ExperimentName } from "./results-file.js"

/** What each experiment is called and does, and where an address keeps the value of its knob that is read. */
export const stories: Record<ExperimentName, { title: string; told: string; address: string }> = {
  "colored-mnist": {
    title: "A colour that gives the label away",
    told: "MNIST digits, 0 to 4 against 5 to 9, a quarter of the labels wrong, in two colours. With α = 0 the colour says nothing, with α = 1 it is the label.",
    address: "alpha",
  },
  "shuffled-mnist": {
    title: "Labels at random",
    told: "MNIST digits in ten classes; each label is replaced with probability β by one drawn at random. What the network still gets right in training, it has learned by heart.",
    address: "beta",
  },
  "sentiment-adjectives": {
    title: "A word that gives the label away",
    told: "The reviews from above, with adjectives of one kind. With α = 0 all labels are true, with α = 1 the adjective is the label.",
    address: "text-alpha",
  },
  "shuffled-imdb": {
    title: "Verdicts at random",
    told: "Any reviews; each label is replaced with probability β by praise or blame at random. With β = 1, more than half right in training is learned by heart.",
    address: "text-beta",
  },
}
