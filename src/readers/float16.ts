/** IEEE 754 half precision, exactly, subnormals included. */
export function fromFloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const table = float16Table()
  const values = new Float32Array(halves.length)
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i]]
  return values
}

/** bfloat16 is the upper half of a float32. */
export function fromBfloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(halves.length)
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i] << 16
  return new Float32Array(bits.buffer)
}

let table: Float32Array | undefined

function float16Table(): Float32Array {
  table ??= Float32Array.from({ length: 65536 }, (_, half) => float16Value(half))
  return table
}

function float16Value(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}
