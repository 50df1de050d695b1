import type { InputTensor } from "./inputs/model-inputs.js"
import type { OutputTensor, TensorInfo } from "./runtime/session.js"

const largest = 256

/**
 * Bytes of inputs and outputs in a batch. Beyond some megabytes nothing runs faster, and between batches is when an
 * interruption is noticed.
 */
const mostBytes = 16 * 2 ** 20

/**
 * Examples to run at a time: by what one takes, so that it is the same on every machine and with it every rounding.
 * A model that was exported for a number of examples gets that many.
 */
export function batchSize(bytesOfOne: number, examples: number, fixed: number | undefined): number {
  return fixed ?? Math.max(1, Math.min(largest, examples, Math.floor(mostBytes / bytesOfOne)))
}

/** The number of examples that a model was exported for, where it takes no other. */
export function fixedExamples(inputs: readonly TensorInfo[]): number | undefined {
  return inputs.map(({ shape }) => shape[0]).find((length) => typeof length === "number")
}

/** Feeds of `size` examples: where there are fewer, the last is repeated. */
export function filledUp(feeds: Record<string, InputTensor>, size: number): Record<string, InputTensor> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, tensor]) => [name, tensor.shape[0] < size ? repeatLast(tensor, size) : tensor]),
  )
}

function repeatLast({ shape: [examples, ...lengths], data }: InputTensor, size: number): InputTensor {
  const width = data.length / examples
  const filled = new (data.constructor as new (length: number) => typeof data)(size * width)
  for (let example = 0; example < size; example++) {
    const from = Math.min(example, examples - 1) * width
    filled.set(data.subarray(from, from + width) as never, example * width)
  }
  return { shape: [size, ...lengths], data: filled }
}

/** Bytes of tensors by their shapes, about: numbers of four bytes. */
export function bytesOf(tensors: Iterable<Pick<OutputTensor, "shape">>): number {
  return (
    4 * Array.from(tensors).reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0)
  )
}
