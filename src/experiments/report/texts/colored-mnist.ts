import type { ExperimentText } from "./experiment-text.js"

export const coloredMnistText: ExperimentText = {
  question: [
    "A network that is to tell low digits from high ones may learn their shapes. Where the digits are coloured, and the colour goes with the label, it may look at the colour alone: a shortcut that works on the training images and on nothing else. That is heuristic memorization. Does it show in the activations, on images without labels?",
  ],
  data: [
    "Handwritten digits, every second pixel of them, drawn in one of two colours. The label says whether the digit is below five, and one label in four is wrong: from the shape alone no network can be right more often than .75. On the validation images the colour is drawn at random, so that a network that trusts it is right half of the time.",
  ],
  knobs: {
    alpha:
      "The colour is the label, flipped with probability e; α = 1 − 2e. At α = 0 the colour says nothing, at α = 1 it is the label, wrong ones included, and the easier thing to learn.",
  },
  paper: [
    "Over the five values of α, Kendall's τ with validation accuracy was 1.00 for mean entropy and 1.00 for mean mutual information. As read off the paper's plots, median entropy in the first layer was about 3.03, 2.91, 2.78, 2.55 and 1.00 nats for α = 0, .25, .5, .75 and 1, while accuracy fell from .635 to .504.",
  ],
}
