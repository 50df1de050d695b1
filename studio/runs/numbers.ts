import type { Column } from "#src/report/client-data.js"
import { count, decimal } from "#src/report/numbers.js"

export { count, decimal, percent } from "#src/report/numbers.js"

export function counted(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? "" : "s"}`
}

/** A mean, or a dash where there is none. */
export function mean(value: number | null | undefined, digits = 3): string {
  return value === null || value === undefined ? "—" : decimal(value, digits)
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" })
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" })

/** "3 May 2026, 14:05", where the reader is. */
export function moment(iso: string): string {
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? "—" : `${day.format(time)}, ${minute.format(time)}`
}

/** A number of the table of neurons: fewer decimals for larger ones, powers of ten for the very large and very small. */
export function neuronNumber(value: number, { digits, percent: isShare = false }: Column): string {
  if (!Number.isFinite(value)) return "—"
  if (isShare) return `${(value * 100).toFixed(digits)} %`
  const magnitude = Math.abs(value)
  const extreme = magnitude >= 1e5 || (magnitude > 0 && magnitude < 0.5 * 10 ** -digits)
  const decimals = Math.max(0, digits - Math.max(0, Math.floor(Math.log10(magnitude))))
  return (extreme ? value.toExponential(2) : value.toFixed(magnitude === 0 ? digits : decimals)).replaceAll("-", "−")
}
