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
