import { printable } from "../errors.js"

/** The same result with every text in it made safe to show, for figures, which take names as they are. */
export function withPrintableTexts<T>(result: T): T {
  return shown(result) as T
}

function shown(value: unknown): unknown {
  if (typeof value === "string") return printable(value)
  if (Array.isArray(value)) return value.map(shown)
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]))
}
