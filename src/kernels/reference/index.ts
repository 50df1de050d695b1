export {
  binIndices,
  binnedEntropy,
  binnedMutualInformation,
  entropyOfCounts,
  equalFrequencyEdges,
  type LastBin,
  linspaceEdges,
} from "./binned.js"
export { digamma, digammaTable } from "./digamma.js"
export { averageRanks, gaussianCopula, gaussianInformation, normalScore, normalScores } from "./gaussian-copula.js"
export { inverseNormal } from "./inverse-normal.js"
export { knnEntropy } from "./knn-entropy.js"
export { ksg } from "./ksg.js"
export { ksg2 } from "./ksg2.js"
export { type MixedTies, mixed } from "./mixed.js"
