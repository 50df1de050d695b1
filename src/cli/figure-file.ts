import { extname } from "node:path"
import { RoteError } from "../errors.js"
import { type FigureOptions, lightTheme, pageTheme, toSvgString } from "../plots/index.js"
import { html, trusted } from "../report/html.js"
import { pageHtml } from "../report/page.js"
import { svgToPng } from "../report/png-node.js"
import { styleSheet } from "../report/style.js"
import { svgDocument } from "../report/svg-document.js"
import { writeWhole } from "../store/files.js"
import { tool } from "../store/tool.js"

const formats = [".svg", ".png", ".html"]
const widths = { wide: 900, narrow: 340 }

/** What is said around a figure on a page of its own. */
export interface FigurePage {
  title: string
  sentences: string[]
}

/** So that a slip of the hand is told before anything is measured. @throws RoteError `bad-option` */
export function requireFigureFile(file: string | undefined): void {
  if (file === undefined || formats.includes(extname(file).toLowerCase())) return
  throw new RoteError("bad-option", {
    input: "--figure",
    expected: "a file name that ends in .svg, .png or .html",
    found: file,
  })
}

/**
 * Writes a figure: as SVG or PNG (two pixels for each of the figure's) on white, or as a page that follows the reader's
 * theme and is drawn anew for a phone. @throws RoteError `io`
 */
export async function writeFigure(
  file: string,
  draw: (options: FigureOptions) => SVGSVGElement,
  page: FigurePage,
): Promise<void> {
  await writeWhole(file, figureBytes(extname(file).toLowerCase(), draw, page))
}

function figureBytes(format: string, draw: (options: FigureOptions) => SVGSVGElement, page: FigurePage): Uint8Array {
  const document = svgDocument()
  if (format === ".html") return new TextEncoder().encode(figurePage(draw, page, document))
  const svg = toSvgString(draw({ document, width: widths.wide }), lightTheme.background)
  return format === ".png" ? svgToPng(svg) : new TextEncoder().encode(svg)
}

function figurePage(
  draw: (options: FigureOptions) => SVGSVGElement,
  { title, sentences }: FigurePage,
  document: Document,
): string {
  const drawings = Object.entries(widths).map(([name, width]) => {
    const svg = toSvgString(draw({ document, theme: pageTheme, width }))
    return html`<div class="${name}">${trusted(svg)}</div>`
  })
  return pageHtml({
    title,
    style,
    version: tool.version,
    content: html`<header><h1>${title}</h1></header>
<main>
<section>${sentences.map((sentence) => html`<p>${sentence}</p>`)}</section>
<section>${drawings}</section>
</main>`,
    scripts: [],
  })
}

const style = `${styleSheet}
section { margin-top: 1.5rem; }
.narrow { display: none; }
@media screen and (max-width: 46rem) {
  .wide { display: none; }
  .narrow { display: block; }
}
`
