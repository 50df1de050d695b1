import { base64 } from "../../../report/base64.js"
import { type Html, html, trusted } from "../../../report/html.js"
import type { ExperimentFigure } from "../figure.js"

/** What only one experiment has in its report. */
export interface ReportSection {
  heading: string
  /** A paragraph. */
  text: string
  figures: ExperimentFigure[]
  animation?: { title: string; caption: string; gif: Uint8Array }
}

export function figuresSection(id: string, heading: string, figures: ExperimentFigure[]): Html | null {
  return figures.length === 0 ? null : section(id, heading, figures.map(figureBlock))
}

export function extraSection({ heading, text, figures, animation }: ReportSection, index: number): Html {
  const blocks = [...figures.map(figureBlock), ...(animation === undefined ? [] : [animationBlock(animation)])]
  return section(`extra-${index}`, heading, [html`<p>${text}</p>`, ...blocks])
}

function section(id: string, heading: string, content: Html[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}
</section>`
}

function figureBlock({ title, caption, svg, narrow }: ExperimentFigure): Html {
  const wide = html`<div class="scroll wide" tabindex="0" role="region" aria-label="${title}">${trusted(svg.outerHTML)}</div>`
  return html`<figure class="plot${narrow === undefined ? null : " has-narrow"}">
<h3>${title}</h3>
${wide}${narrow === undefined ? null : html`<div class="narrow">${trusted(narrow.outerHTML)}</div>`}
<figcaption>${caption}</figcaption>
</figure>`
}

/** In an element that can be closed: what moves for longer than a few seconds must be possible to put away. */
function animationBlock({ title, caption, gif }: NonNullable<ReportSection["animation"]>): Html {
  return html`<figure class="plot">
<details open><summary>${title}</summary>
<img src="data:image/gif;base64,${base64(gif)}" alt="${caption}">
</details>
<figcaption>${caption}</figcaption>
</figure>`
}
