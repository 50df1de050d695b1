import { type Markish, type PlotOptions, plot, text } from "@observablehq/plot"
import { fontFamily, lightTheme, type Theme } from "./theme.js"

/** What every figure takes. `document` is the page's own, or in Node one made by a DOM library. */
export interface FigureOptions {
  document: Document
  theme?: Theme
  /** Width in CSS pixels; the height follows from the content. */
  width?: number
  /** A heading drawn into the figure. */
  title?: string
}

/** Size, margins (none unless given) and axes of a drawing. */
export interface Drawing extends PlotOptions {
  width: number
  height: number
  marks: Markish[]
}

export interface Margins {
  marginTop: number
  marginRight: number
  marginBottom: number
  marginLeft: number
}

/** The height of a drawing of this width whose frame is a square. */
export function squareHeight(width: number, { marginTop, marginRight, marginBottom, marginLeft }: Margins): number {
  return width - marginLeft - marginRight + marginTop + marginBottom
}

export const fontSize = 12
const titleHeight = 26

/**
 * Draws marks as a standalone SVG: inline styles only, to screen readers one picture named by `label`, narrower where its container is.
 */
export function drawFigure(label: string, options: FigureOptions, drawing: Drawing): SVGSVGElement {
  const { document, theme = lightTheme, title } = options
  const { marginTop = 0, marginRight = 0, marginBottom = 0, marginLeft = 0 } = drawing
  const top = title === undefined ? marginTop : marginTop + titleHeight
  const corner = { x: -marginLeft, y: -top }
  const svg = plot({
    ...drawing,
    document,
    height: drawing.height + top - marginTop,
    marginTop: top,
    marginRight,
    marginBottom,
    marginLeft,
    marks: title === undefined ? drawing.marks : [...drawing.marks, titleMark(title, theme, drawing.width, corner)],
    className: "rote-figure",
    style: { color: theme.muted, fontFamily, fontSize: `${fontSize}px`, background: "none" },
  }) as unknown as SVGSVGElement
  svg.querySelector("style")?.remove()
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg")
  for (const part of svg.children) part.setAttribute("aria-hidden", "true")
  svg.setAttribute("role", "img")
  svg.setAttribute("aria-label", title === undefined ? label : `${title}: ${label}`)
  svg.style.setProperty("display", "block")
  svg.style.setProperty("max-width", "100%")
  svg.style.setProperty("height", "auto")
  return svg
}

/** A heading alone, for several drawings under it. */
export function drawHeading(title: string, width: number, { document, theme }: FigureOptions): SVGSVGElement {
  return drawFigure(title, { document, title, ...(theme && { theme }) }, { width, height: 0, marks: [] })
}

/** In the upper left corner, which lies at `x` and `y` from the frame's. */
function titleMark(title: string, theme: Theme, width: number, { x, y }: { x: number; y: number }): Markish {
  return text([fitted(title, width)], {
    frameAnchor: "top-left",
    textAnchor: "start",
    lineAnchor: "top",
    dx: x + 2,
    dy: y + 4,
    fill: theme.ink,
    fontSize: fontSize + 1,
    fontWeight: 600,
    title: [title],
  })
}

/** A figure as the text of an .svg file. With `background`, it lies on a sheet of that colour, a little larger than itself. */
export function toSvgString(svg: SVGSVGElement, background?: string): string {
  return (background === undefined ? svg : onSheet(svg, background)).outerHTML
}

function onSheet(svg: SVGSVGElement, background: string): SVGSVGElement {
  const margin = 12
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [width, height] = ["width", "height"].map((side) => String(Number(svg.getAttribute(side)) + 2 * margin))
  const sheet = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "rect")
  const area = { x: String(-margin), y: String(-margin), width, height, fill: background }
  for (const [name, value] of Object.entries(area)) sheet.setAttribute(name, value)
  copy.insertBefore(sheet, copy.firstChild)
  copy.setAttribute("width", width)
  copy.setAttribute("height", height)
  copy.setAttribute("viewBox", [-margin, -margin, width, height].join(" "))
  return copy
}

/** Text cut in the middle to at most `length` characters: the ends of a layer's name tell most. */
export function shorten(label: string, length: number): string {
  const characters = [...label]
  if (characters.length <= length) return label
  if (length < 2) return ""
  const head = Math.ceil((length - 1) / 2)
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - (length - 1 - head)).join("")}`
}

/** A name shortened to the pixels there are for it. */
export function fitted(label: string, pixels: number): string {
  return shorten(label, Math.floor(pixels / (fontSize * 0.6)))
}

/** Rough width of text in pixels; there is nothing to measure with outside a browser. */
export function textWidth(label: string, size = fontSize): number {
  return [...label].length * size * 0.58
}

/** To a tenth of a pixel: finer than the eye sees, and short in the file. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
