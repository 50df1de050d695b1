import type { ExperimentText } from "./experiment-text.js"

export const shuffledImdbText: ExperimentText = {
  question: [
    "A network that reads reviews can learn labels that have nothing to do with them, by keeping each review in mind. That is example-level memorization: it does well on the training reviews and can say nothing of others. Does it show in the activations, on reviews without labels?",
  ],
  data: [
    "Film reviews, positive or negative. Some of the training labels are replaced by random ones; the validation reviews keep their true labels.",
  ],
  knobs: {
    beta: "Each training label is replaced, with probability β, by one of the two drawn at random. At β = 1 half of the labels are right by chance, and all that a network can do is to learn them by heart.",
  },
  paper: [
    "With DistilBERT, fine-tuned, Kendall's τ with validation accuracy was .60 for mean entropy and .80 for mean mutual information, over five values of β; of five networks these are p = .233 and p = .083. As read off the paper's plots, median entropy in layer 2 rose from about .77 to 1.71 nats, flat until β = .6.",
  ],
}
