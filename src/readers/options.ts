import { printable, RoteError } from "../errors.js"

/** How the axes between examples and neurons become neurons. */
export type ReduceRule = "mean" | "cls" | "flatten"

export interface ReadOptions {
  /** Names of the layers to read, in the order wanted; all of them, in the file's order, unless given. */
  layers?: string[]
  /** What becomes of the middle axes of an array with more than two; without a rule such an array is refused. */
  reduce?: ReduceRule
  /** Leave out every example on which some neuron is NaN or infinite, instead of refusing the file. */
  dropNonfinite?: boolean
  /**
   * Most bytes that a file may unfold to, both inflated and as a matrix in memory.
   * Default: a hundred times the size of the file, and 32 MiB for the smallest.
   */
  maxBytes?: number
  /** Gets each remark that does not stop the reading. */
  onWarning?: (message: string) => void
}

const smallestLimit = 32 * 2 ** 20
const largestRatio = 100

/** Bytes that a file of `size` bytes may unfold to. */
export function byteLimit(size: number, { maxBytes }: ReadOptions): number {
  return maxBytes ?? Math.max(smallestLimit, largestRatio * size)
}

const rules: readonly unknown[] = ["mean", "cls", "flatten", undefined]

/**
 * The options once checked, with names out of files escaped in what `onWarning` gets.
 * @throws RoteError `bad-option`
 */
export function checkedOptions(options: ReadOptions): ReadOptions {
  const { layers, reduce, maxBytes, onWarning } = options
  if (layers !== undefined && !Array.isArray(layers)) {
    throw new RoteError("bad-option", { expected: "layers as a list of names", found: JSON.stringify(layers) })
  }
  if (!rules.includes(reduce)) {
    throw new RoteError("bad-option", { expected: "reduce as mean, cls or flatten", found: `${reduce}` })
  }
  if (maxBytes !== undefined && !(maxBytes > 0)) {
    throw new RoteError("bad-option", { expected: "maxBytes above 0", found: `${maxBytes}` })
  }
  return onWarning === undefined ? options : { ...options, onWarning: (message) => onWarning(printable(message)) }
}
