/** A time in its two largest units: `8 s`, `2 min 5 s`, `3 h 20 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600).toLocaleString("en")} h ${Math.floor((whole % 3600) / 60)} min`
}

/** `500,500 pairs at 140 µs` */
export function costText({ pairs, microsecondsPerPair }: { pairs: number; microsecondsPerPair: number }): string {
  return `${pairs.toLocaleString("en")} pairs at ${rounded(microsecondsPerPair)} µs`
}

export function gigabytes(bytes: number): string {
  return `${rounded(bytes / 1e9)} GB`
}

function rounded(number: number): string {
  return number.toLocaleString("en", { maximumSignificantDigits: 3 })
}
