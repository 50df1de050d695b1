/** What a network trains on: `inputs` holds example after example, `features` numbers each. */
export interface LabelledExamples {
  examples: number
  features: number
  classes: number
  inputs: Float32Array
  labels: Uint8Array
}
