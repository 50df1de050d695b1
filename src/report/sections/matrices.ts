import { colourBar, pageTheme } from "../../plots/index.js"
import { type Html, html, trusted } from "../html.js"
import { maximumRows } from "../matrix-data.js"
import { count } from "../numbers.js"
import type { ReportRun } from "../report-run.js"
import { runName } from "./summary.js"

/** The heat maps, which the page's script draws. */
export function matrixSection(runs: ReportRun[], domain: [number, number], document: Document): Html {
  const maps = runs.map((run, index) => map(run, index, domain, document))
  const measured = runs.some(({ measurement }) => measurement.mutualInformation !== null)
  return html`<section id="matrix" aria-labelledby="matrix-heading">
<h2 id="matrix-heading">Mutual information, neuron by neuron</h2>
${measured ? introduction() : html`<p class="quiet">Mutual information was not measured in ${runs.length === 1 ? "this run" : "these runs"}.</p>`}
<div class="maps">${maps}</div>
<noscript><p>The matrix is drawn by a script, which is switched off here. <code>rote report --figures</code> writes it as a picture.</p></noscript>
</section>`
}

function introduction(): Html {
  return html`<p>Every neuron against every other, in the order of the layers; the diagonal is left blank, for what a neuron tells about itself is no measure of anything. Point at a cell to read it; turn the wheel, pinch or use the buttons to zoom, drag to move. With the keyboard: arrows move from cell to cell (ten at a time with Shift), + and − zoom, 0 shows all.</p>`
}

function map(
  { name, measurement }: ReportRun,
  index: number,
  domain: [number, number],
  document: Document,
): Html | null {
  const { mutualInformation, settings } = measurement
  if (mutualInformation === null) return null
  const size = mutualInformation.neurons.length
  if (size < 2) return html`<p class="quiet">${name}: there is no pair to show, only one neuron was measured.</p>`
  const label = `mutual information, ${settings.unit}`
  const bar = colourBar(domain, { document, theme: pageTheme, label })
  const shown =
    size > maximumRows ? `${count(maximumRows)} evenly spaced of ${count(size)} neurons` : `${count(size)} neurons`
  return html`<figure class="map" data-matrix="${index}">
<figcaption>${runName(name, index)} · ${shown}</figcaption>
<canvas tabindex="0" role="application" aria-label="Matrix of mutual information of ${name}: arrow keys move from cell to cell, plus and minus zoom, 0 shows all" aria-describedby="matrix-readout-${index}"></canvas>
<output id="matrix-readout-${index}" data-hint="Point at a cell to read its pair and value" aria-live="polite">Point at a cell to read its pair and value</output>
<div class="bar">${trusted(bar.outerHTML)}
<div class="controls"><button type="button" data-zoom="in" aria-label="Zoom in">+</button><button type="button" data-zoom="out" aria-label="Zoom out">−</button><button type="button" data-zoom="reset">Show all</button></div></div>
<p class="quiet">Pairs beyond an end of the scale have that end's colour. Values are rounded to four decimals.</p>
</figure>`
}
