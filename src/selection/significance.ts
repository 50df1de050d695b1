/** Mutual information set against what chance makes of the same neurons: every neuron's examples shuffled on their own. */
export interface LayerSignificance {
  /** null for all layers together. */
  layer: string | null
  pairs: number
  /** Mean over the pairs as measured. */
  mean: number
  /** Mean and standard deviation, over permutations, of the mean of shuffled pairs. */
  nullMean: number
  nullStandardDeviation: number
  /** Of a mean as high by chance: (1 + permutations that reach it) / (1 + permutations). */
  meanP: number
  /** Pairs above chance with at most `falseDiscoveryRate` of them expected to be false (Benjamini and Hochberg 1995). */
  above: number
  /** Least mutual information of a pair counted in `above`; null where there is none. */
  threshold: number | null
}

export interface Significance {
  permutations: number
  /** Values under the null that a pair's p is read from: those of all its layer's shuffled pairs. */
  falseDiscoveryRate: number
  seed: number
  unit: "nats" | "bits"
  all: LayerSignificance
  layers: LayerSignificance[]
  /** p of each measured pair, in the order of the matrix, row by row; NaN on the diagonal. */
  p: Float64Array
}
