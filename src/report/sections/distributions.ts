import { pageTheme } from "../../plots/index.js"
import { densityFigures, entropyFigures, type ReportFigure } from "../figures.js"
import { type Html, html, trusted } from "../html.js"
import type { ReportRun } from "../report-run.js"

/** Entropy by layer: the estimate asked for beside those free of the neurons' scale. */
export function entropySection(runs: ReportRun[], document: Document): Html {
  return html`<section id="entropy" aria-labelledby="entropy-heading">
<h2 id="entropy-heading">Entropy of each neuron</h2>
<p>How varied a neuron's activation is over the examples. Each box holds the middle half of a layer's neurons, its notch the 95 % interval of their median; whiskers reach the furthest neurons within one and a half boxes, and points are neurons beyond.</p>
<p>Bins shared by all neurons make entropy follow the size of the activations as well as their shape. The other estimates leave size out: where they agree, a difference is one of shape.</p>
${figureGrid(entropyFigures(runs, document, pageTheme))}
</section>`
}

/** Density of mutual information over pairs. */
export function densitySection(runs: ReportRun[], document: Document): Html {
  const figures = densityFigures(runs, document, pageTheme)
  return html`<section id="density" aria-labelledby="density-heading">
<h2 id="density-heading">Mutual information of pairs</h2>
<p>How much one neuron's activation tells about another's. Steps are the pairs measured, each pair of different neurons once; the curve is the mixture of Gaussians fitted to them. The height is the share of pairs per unit of information.</p>
${figures.length === 0 ? html`<p class="quiet">There are no pairs: a layer needs two neurons.</p>` : figureGrid(figures)}
</section>`
}

function figureGrid(figures: ReportFigure[]): Html {
  return html`<div class="figures">${figures.map(({ svg }) => html`<figure>${trusted(svg.outerHTML)}</figure>`)}</div>`
}
