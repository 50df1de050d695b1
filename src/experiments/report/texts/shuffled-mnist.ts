import type { ExperimentText } from "./experiment-text.js"

export const shuffledMnistText: ExperimentText = {
  question: [
    "A large network can learn labels that have nothing to do with its inputs, by keeping each example in mind. That is example-level memorization: it does well on the training images and can say nothing of others. Does it show in the activations, on images without labels?",
  ],
  data: [
    "Grey images of handwritten digits, every second pixel of them, in ten classes. Some of the training labels are replaced by random ones; the validation images keep their true labels.",
  ],
  knobs: {
    beta: "Each training label is replaced, with probability β, by one of the classes drawn at random. At β = 1 a tenth of the labels is right by chance, and all that a network can do is to learn them by heart.",
  },
  paper: [
    "Over the five values of β, Kendall's τ with validation accuracy was 1.00 for mean entropy and .88 for mean mutual information. As read off the paper's plots, median entropy in the third layer rose from about 2.12 nats at β = 0 to 3.09 at β = 1, the most frequent mutual information in the first layer fell from .046 to .022, and accuracy from .975 to .10.",
  ],
}
