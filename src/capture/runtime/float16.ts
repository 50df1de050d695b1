/** Numbers as IEEE 754 half precision, rounded to the nearest, ties to even, as the runtime takes them. */
export function toFloat16(values: ArrayLike<number>): Uint16Array {
  const halves = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) halves[i] = half(values[i])
  return halves
}

/** From here on the nearest half is infinity: midway between the largest, 65504, and what would be the next. */
const overflow = 65520
const smallestNormal = 2 ** -14

function half(value: number): number {
  if (Number.isNaN(value)) return 0x7e00
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  const size = Math.abs(value)
  if (size >= overflow) return sign | 0x7c00
  if (size < smallestNormal) return sign | roundToEven(size * 2 ** 24)
  let exponent = Math.floor(Math.log2(size))
  if (2 ** exponent > size) exponent -= 1
  // A fraction rounded up to 2048 carries into the exponent, which is as it should be.
  return sign | (((exponent + 15) << 10) + roundToEven(size * 2 ** (10 - exponent)) - 1024)
}

function roundToEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded
}
