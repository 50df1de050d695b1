/** A neuron where it is drawn. */
export interface ScatterDot {
  group: number
  /** Place within the group. */
  member: number
  x: number
  y: number
}

/** Pixels from the pointer within which a dot is meant. */
const reach = 24

/** All dots drawn, from left to right. */
export function scatterDots(places: readonly Float64Array[]): ScatterDot[] {
  const dots = places.flatMap((points, group) =>
    Array.from({ length: points.length / 2 }, (_, member) => ({
      group,
      member,
      x: points[2 * member],
      y: points[2 * member + 1],
    })),
  )
  return dots.filter(({ x }) => !Number.isNaN(x)).sort((a, b) => a.x - b.x || b.y - a.y)
}

/** The dot that is meant by a point, or null where there is none about. */
export function nearestDot(dots: readonly ScatterDot[], x: number, y: number): ScatterDot | null {
  let nearest: ScatterDot | null = null
  let least = reach
  for (const dot of dots) {
    const distance = Math.hypot(dot.x - x, dot.y - y)
    if (distance < least) {
      nearest = dot
      least = distance
    }
  }
  return nearest
}

/** The next dot on one side: left and right take all in turn, up and down the nearest that is more up or down than aside. */
export function nextDot(
  dots: readonly ScatterDot[],
  from: ScatterDot,
  direction: "left" | "right" | "up" | "down",
): ScatterDot {
  if (direction === "left" || direction === "right") {
    return dots[dots.indexOf(from) + (direction === "left" ? -1 : 1)] ?? from
  }
  const sign = direction === "up" ? -1 : 1
  const away = ({ x, y }: ScatterDot) => ({ along: sign * (y - from.y), aside: Math.abs(x - from.x) })
  const beyond = dots.filter((dot) => dot !== from && away(dot).along > 0 && away(dot).along >= away(dot).aside)
  return (
    beyond.reduce<ScatterDot | null>(
      (best, dot) => (best === null || away(dot).along < away(best).along ? dot : best),
      null,
    ) ?? from
  )
}
