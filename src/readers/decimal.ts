const finite = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/
const nonfinite = /^([+-]?)(nan|inf|infinity)$/i

/**
 * The number that a text writes in decimals, or NaN and ±infinity under their names; undefined for any other text:
 * no hexadecimal, no grouping, no unit, nothing empty, no finite decimals beyond what float64 holds.
 */
export function parseDecimal(text: string): number | undefined {
  const trimmed = text.trim()
  if (finite.test(trimmed)) {
    const value = Number(trimmed)
    return Number.isFinite(value) ? value : undefined
  }
  const name = nonfinite.exec(trimmed)
  if (name === null) return undefined
  if (name[2].toLowerCase() === "nan") return Number.NaN
  return name[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}
