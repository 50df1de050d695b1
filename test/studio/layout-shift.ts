/** Sent to the page as text: from now on what moves by itself is counted. */
export function watchLayout(): void {
  const seen = globalThis as unknown as { shift: number }
  seen.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) seen.shift += entry.value
    }
  }).observe({ type: "layout-shift", buffered: true })
}

/** The same: milliseconds to the first thing painted, and the share of the page that has moved. */
export function layoutSoFar(): { paint: number; shift: number } {
  const [paint] = performance.getEntriesByName("first-contentful-paint")
  return { paint: paint.startTime, shift: (globalThis as unknown as { shift: number }).shift }
}
