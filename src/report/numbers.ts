/** A number for a reader: three decimals where it is of ordinary size, "—" where there is none. */
export function decimal(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "—" : value > 0 ? "∞" : "−∞"
  return value.toFixed(digits).replace("-", "−")
}

export function count(value: number): string {
  return value.toLocaleString("en-GB")
}

export function percent(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1 %"
  return `${(share * 100).toFixed(1).replace(/\.0$/, "")} %`
}

/** "5", or "3 to 5". */
export function range(values: number[], format = count): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(format)
  return low === high ? low : `${low} to ${high}`
}

/** "a", "a and b", "a, b and c". */
export function listed(names: string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`
}
