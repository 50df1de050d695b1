import type { InputFile } from "../../store/index.js"

/** Values for one of a model's inputs, row-major, examples first. */
export interface InputTensor {
  shape: number[]
  /** Exact numbers; the session turns them into the type that the model wants. */
  data: Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array
}

/** What an example is to a person, for listings. */
export type ExampleDescription =
  | { kind: "text"; text: string }
  | { kind: "image"; path: string }
  | { kind: "array"; index: number }

/** Examples that a model can be fed with, made batch by batch, so that only a batch is in memory. */
export interface ModelInputs {
  examples: number
  /** The tensors of the examples from `start` to before `end`, by the name of the model's input. */
  batch(start: number, end: number): Promise<Record<string, InputTensor>>
  describe(example: number): ExampleDescription
  /** The files the examples came from, in order: what tells whether two captures saw the same examples. */
  files: InputFile[]
  /** The files that say how examples are made ready for the model: its tokenizer, the preprocessing of its images. */
  preparation?: InputFile[]
}
