import type { Dtype, Values } from "../activations.js"

/** One array of a file: its header has been read and checked, its values have not. */
export interface StoredArray {
  /** What errors call it: the file, and the member of it. */
  input: string
  /** Examples first, neurons last. */
  shape: readonly number[]
  /** The first axis, not the last, changes fastest from value to value. */
  fortran: boolean
  dtype: Dtype
  /** One name per neuron, where the file has them. */
  neuronNames?: string[]
  /** The values in the order they are stored; each block holds only until the next is asked for. */
  values(): AsyncIterable<Values>
}

/** An array that a file promises; `open` reads and checks its header. */
export interface StoredLayer {
  /** Name within the file; absent in a format of a single array. */
  name?: string
  open(): Promise<StoredArray>
}
