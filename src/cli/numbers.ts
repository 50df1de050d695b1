import type { Difference } from "../selection/comparison.js"

/** A number to so many digits, a minus as long as a plus, nothing before what rounds to 0; a dash where it is not finite. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–"
  const size = Math.abs(value).toFixed(digits)
  return value < 0 && Number(size) !== 0 ? `−${size}` : size
}

/** The same with a plus before what is above 0: `+0.257`, `−0.020`, `0.000`. */
export function signed(value: number, digits: number): string {
  const text = fixed(value, digits)
  return value > 0 && Number(text) > 0 ? `+${text}` : text
}

/** An interval, each end by `format`. */
export function span([low, high]: [number, number], format: (value: number) => string): string {
  return `${format(low)} … ${format(high)}`
}

/** A difference and half the width of its interval: `−0.280 ±0.080`. */
export function withHalfWidth({ difference, interval: [low, high] }: Difference): string {
  return `${signed(difference, 3)} ±${fixed((high - low) / 2, 3)}`
}

export function excludesZero({ interval: [low, high] }: Difference): boolean {
  return low > 0 || high < 0
}

/** A p value without the zero before its point: `.083`, `<.001`. */
export function pText(p: number): string {
  return p < 0.001 ? "<.001" : p.toFixed(3).replace(/^0/, "")
}

/** A share in whole per cent, never 0 % or 100 % for what is not. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "<1 %"
  return share < 1 && share > 0.99 ? ">99 %" : `${Math.round(100 * share)} %`
}

export function count(number: number, name: string): string {
  return `${number.toLocaleString("en")} ${name}${number === 1 ? "" : "s"}`
}
