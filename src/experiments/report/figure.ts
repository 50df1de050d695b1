/** A figure of an experiment's report. */
export interface ExperimentFigure {
  /** Name of its files, without extension. */
  file: string
  title: string
  /** How to read it. */
  caption: string
  /** Drawn with `pageTheme`, it follows the page's theme, and its files are made in light colours. */
  svg: SVGSVGElement
  /** The same for a phone; without it, the wide one scrolls there. */
  narrow?: SVGSVGElement
}

/** Widths in pixels: of the page's drawing, and of a phone's. */
export const wide = 900
const narrow = 340

/** Draws figures for the page and once more for a phone, with options they share. */
export function figureDrawer<Options extends object>(options: Options) {
  return (
    file: string,
    title: string,
    caption: string,
    draw: (options: Options & { width: number }) => SVGSVGElement,
  ): ExperimentFigure => ({
    file,
    title,
    caption,
    svg: draw({ ...options, width: wide }),
    narrow: draw({ ...options, width: narrow }),
  })
}
