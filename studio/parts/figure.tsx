import { type ReactNode, useEffect, useRef } from "react"
import type { FigureOptions } from "#src/plots/figure.js"
import { pageTheme } from "#src/plots/theme.js"
import { drawNever, drawSoon } from "./draw-queue.js"
import { savePng, saveSvg } from "./save-figure.js"

/** Draws a figure into the document, theme and width it is given. One that does not change keeps its identity. */
export type DrawFigure = (options: FigureOptions & { width: number }) => SVGSVGElement

export interface FigureProps {
  /** Of the saved files, without the ending. */
  name: string
  draw: DrawFigure
  /** Height over width before the first drawing, so that nothing below moves when it comes. */
  ratio: number
  caption?: ReactNode
  /** Widest it is drawn, in pixels; 900 unless given. */
  maxWidth?: number
  /** Answers to the pointer and keys; hears the events of whatever is drawn at the time. */
  children?: ReactNode
}

/** A figure of `plots/` as wide as its place, in the page's colours, that saves as SVG and PNG. */
export function Figure({ name, draw, ratio, caption, maxWidth = 900, children }: FigureProps) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = frame.current!
    let drawn = 0
    const redraw = () => {
      const width = Math.min(maxWidth, Math.floor(element.clientWidth))
      if (width <= 0) return
      drawn = width
      const svg = draw({ document, theme: pageTheme, width })
      element.replaceChildren(svg)
      element.style.minHeight = `${svg.getAttribute("height")}px`
    }
    drawSoon(element, redraw)
    const observer = new ResizeObserver(() => {
      if (Math.min(maxWidth, Math.floor(element.clientWidth)) !== drawn) drawSoon(element, redraw)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [draw, maxWidth])
  // Only here: a figure that changes before its turn keeps its place in the queue.
  useEffect(() => {
    const element = frame.current!
    return () => drawNever(element)
  }, [])
  return (
    <figure className="figure" style={{ maxWidth }}>
      <div ref={frame} className="figure-frame" style={{ aspectRatio: `${1 / ratio}` }} />
      {children}
      <figcaption className="figure-caption">
        <span>{caption}</span>
        <SaveButtons name={name} draw={draw} width={maxWidth} />
      </figcaption>
    </figure>
  )
}

/** Saves a figure, drawn anew at its full width in the colours on show. */
export function SaveButtons({ name, draw, width }: { name: string; draw: DrawFigure; width: number }) {
  return (
    <span className="save-buttons">
      <button
        type="button"
        className="quiet-button"
        onClick={() => saveSvg(name, draw, width)}
        aria-label={`Save ${name} as SVG`}
      >
        SVG
      </button>
      <button
        type="button"
        className="quiet-button"
        onClick={() => savePng(name, draw, width)}
        aria-label={`Save ${name} as PNG`}
      >
        PNG
      </button>
    </span>
  )
}
