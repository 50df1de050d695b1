/** Example after example, `features` numbers each: what a network is asked about. */
export interface InputRows {
  features: number
  /** Numbers; of texts the ids of tokens, which float32 holds exactly below 16 million. */
  inputs: Float32Array
  /** Of texts: the id that fills up those of fewer tokens than `features`. */
  padding?: number
}

/** What a network trains on. */
export interface LabelledExamples extends InputRows {
  examples: number
  classes: number
  labels: Uint8Array
}
