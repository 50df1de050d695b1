import { RoteError } from "../errors.js"

/** An array of unsigned bytes as an IDX file holds it, in C order. */
export interface IdxArray {
  shape: number[]
  data: Uint8Array
}

const UNSIGNED_BYTE = 0x08
const MOST_AXES = 4

/**
 * Reads an IDX file (the format of MNIST and Fashion-MNIST: two zero bytes, type, number of axes, the axes as
 * big-endian 32-bit numbers, then the values). The data is a view of `bytes`, not a copy.
 * @throws RoteError `malformed`, `unsupported-dtype`, `bad-shape`, `truncated` or `trailing-bytes`
 */
export function parseIdx(bytes: Uint8Array, input = "IDX file"): IdxArray {
  if (bytes.length < 4) throw tooShort(input, "a header of at least 4 bytes", bytes.length)
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    throw new RoteError("malformed", {
      input,
      expected: "an IDX file, which starts with two zero bytes",
      found: `bytes ${bytes[0]} and ${bytes[1]}`,
      hint: bytes[0] === 0x1f && bytes[1] === 0x8b ? "this looks like gzip: unpack it first" : "check the file",
    })
  }
  if (bytes[2] !== UNSIGNED_BYTE) {
    throw new RoteError("unsupported-dtype", {
      input,
      expected: "IDX type 8 (unsigned byte)",
      found: `type ${bytes[2]}`,
    })
  }
  const axes = bytes[3]
  if (axes < 1 || axes > MOST_AXES) {
    throw new RoteError("bad-shape", { input, expected: `1 to ${MOST_AXES} axes`, found: `${axes}` })
  }
  const start = 4 + 4 * axes
  if (bytes.length < start) throw tooShort(input, `a header of ${start} bytes`, bytes.length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis))
  const size = shape.reduce((product, length) => product * BigInt(length), 1n)
  const found = BigInt(bytes.length - start)
  if (size > found) throw tooShort(input, `${size} values (${shape.join(" × ")})`, Number(found))
  if (size < found) {
    throw new RoteError("trailing-bytes", {
      input,
      expected: `${size} values (${shape.join(" × ")})`,
      found: `${found} bytes after the header`,
    })
  }
  return { shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + start, Number(size)) }
}

function tooShort(input: string, expected: string, bytes: number): RoteError {
  return new RoteError("truncated", { input, expected, found: `${bytes} bytes` })
}
