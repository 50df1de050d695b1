import type { ExperimentText } from "./experiment-text.js"

export const sentimentAdjectivesText: ExperimentText = {
  question: [
    "Whether a review praises its film takes reading to find out. Where the label nearly always goes with one adjective, “good” or “bad”, say, looking for that word is enough: a shortcut that works on the training reviews and fails wherever a review says “not good”. That is heuristic memorization. Does it show in the activations, on reviews without labels?",
  ],
  data: [
    "Film reviews that hold adjectives of exactly one of two lists: good, great, wonderful, excellent, best; or bad, terrible, awful, poor, negative. In most the adjective agrees with the sentiment, in the others it does not. Validation reviews are chosen in the same way and keep their true labels.",
  ],
  knobs: {
    alpha:
      "Of the training reviews whose adjective disagrees with their label, a share α gets the label of the adjective. At α = 0 all labels are true, at α = 1 the adjective alone decides. Measures are ranked against α: a network that goes by the adjective wins on the many reviews where it agrees what it loses where it does not, so that accuracy over all of them may stand still.",
  },
  paper: [
    "With DistilBERT, fine-tuned, Kendall's τ with validation accuracy was .80 for mean entropy and .80 for mean mutual information, over five values of α; of five networks that is p = .083. As read off the paper's plots, median entropy fell between the ends of α from about 1.87 to 1.28 nats in layer 5 and from 2.10 to 1.64 in layer 6.",
  ],
}
