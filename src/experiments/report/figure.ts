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
