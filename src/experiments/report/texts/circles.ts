import type { ExperimentText } from "./experiment-text.js"

export const circlesText: ExperimentText = {
  question: [
    "The smallest case in which both kinds of memorization can be looked at. Which of two circles a point lies on can be learnt from its place; or from a third feature that gives the answer away (heuristic memorization); or, where labels are random, only point by point (example-level memorization). Does it show in the activations of a small network?",
  ],
  data: [
    "Points on two concentric circles, with noise. Three quarters of each class have a third feature that names a class, close to −3 or to 3; for the others it says nothing. Validation points have a third feature that says nothing; neurons are measured on fresh points like those of the training.",
  ],
  knobs: {
    division:
      "Division is the share of the third features that name the point's own class: at .5 they are right as often as wrong and say nothing, at 1 they never fail.",
    shuffle: "Each training label is replaced, with this probability, by one of the two drawn at random.",
    "decay-division":
      "Both sweeps are made twice: as the paper's code trains its networks, and with wider networks under weight decay, which lets go of a neuron that the network has no need of.",
  },
  paper: [
    "The paper shows three networks, one plain, one with the shortcut, one with shuffled labels (its Figure 1): against the plain one, entropy is lower and mutual information higher with the shortcut, and entropy higher and mutual information lower with shuffled labels. It gives no τ for these.",
  ],
}
