import { RoteError } from "../errors.js"

/** NumPy stops at 64 axes. */
const mostAxes = 64

/**
 * The axes as numbers, after checking that they are counts which JavaScript holds exactly.
 * @throws RoteError `bad-shape`
 */
export function checkedShape(axes: readonly bigint[], input: string): number[] {
  const found = `(${axes.slice(0, 8).join(", ").slice(0, 200)}${axes.length > 8 ? ", …" : ""})`
  if (axes.length > mostAxes || axes.some((axis) => axis < 0n || axis > BigInt(Number.MAX_SAFE_INTEGER))) {
    throw new RoteError("bad-shape", {
      input,
      expected: `a shape of at most ${mostAxes} axes, each a count below 2^53`,
      found,
    })
  }
  return axes.map(Number)
}

/** Bytes of all elements: a BigInt, because a hostile shape's product passes every fixed width. */
export function arrayBytes(shape: readonly number[], width: number): bigint {
  return shape.reduce((product, axis) => product * BigInt(axis), BigInt(width))
}

/**
 * Checks that the bytes there are fit the shape exactly.
 * @throws RoteError `truncated` or `trailing-bytes`, both sizes in the message
 */
export function checkDataBytes(shape: readonly number[], width: number, found: number, input: string): void {
  const expected = arrayBytes(shape, width)
  if (expected === BigInt(found)) return
  const short = BigInt(found) < expected
  throw new RoteError(short ? "truncated" : "trailing-bytes", {
    input,
    expected: `${expected} bytes of data for shape (${shape.join(", ")})`,
    found: `${found}`,
    hint: short ? "the file is incomplete: copy or save it again" : "the file holds more than its array: save it again",
  })
}
