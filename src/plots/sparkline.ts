import { round } from "./figure.js"

const namespace = "http://www.w3.org/2000/svg"

export interface SparklineOptions {
  document: Document
  /** In CSS pixels; 84 and 20 unless given. */
  width?: number
  height?: number
}

/**
 * The outline of a histogram, small enough for a row of a table, in the colour of the text about it: heights are shares of the
 * fullest bin's. One path and nothing else, so that many are quick to draw.
 */
export function sparkline(counts: ArrayLike<number>, options: SparklineOptions): SVGSVGElement {
  const { document, width = 84, height = 20 } = options
  const fullest = Math.max(1, ...Array.from(counts))
  const step = width / counts.length
  const steps = Array.from(counts, (count) => `V${round(height * (1 - count / fullest))}h${round(step * 100) / 100}`)
  const svg = document.createElementNS(namespace, "svg") as SVGSVGElement
  const path = document.createElementNS(namespace, "path")
  const attributes = { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": told(counts) }
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value))
  path.setAttribute("d", `M0,${height}${steps.join("")}V${height}Z`)
  path.setAttribute("fill", "currentColor")
  path.setAttribute("fill-opacity", "0.7")
  svg.append(path)
  return svg
}

/** Where most values are, for who does not see it. */
function told(counts: ArrayLike<number>): string {
  const list = Array.from(counts)
  const fullest = list.indexOf(Math.max(...list))
  const third = ["lowest", "middle", "highest"][Math.floor((3 * (fullest + 0.5)) / list.length)]
  return `Histogram of values, most of them in the ${third} third of their range`
}
