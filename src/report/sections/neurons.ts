import { type Html, html } from "../html.js"
import { flagNames, neuronColumns } from "../neuron-columns.js"
import type { ReportRun } from "../report-run.js"

/** The table of neurons, which the page's script fills. */
export function neuronSection(runs: ReportRun[]): Html {
  const unit = runs[0].measurement.settings.unit
  return html`<section id="neurons" aria-labelledby="neurons-heading">
<h2 id="neurons-heading">Neurons</h2>
<p>One row per neuron; a heading sorts. Entropies and mean mutual information (MI, with the other neurons measured) in ${unit}; kurtosis is in excess of the normal's; zeros and ties are shares of the examples.</p>
<div class="controls">
<label${runs.length === 1 ? html` hidden` : null}>Run<select data-field="run">${runs.map(({ name }, run) => html`<option value="${run}">${name}</option>`)}</select></label>
<label>Find<input type="search" data-field="text" placeholder="neuron or layer" autocomplete="off"></label>
<label>Layer<select data-field="layer"><option value="">All layers</option></select></label>
<label>Flag<select data-field="flag"><option value="">Any</option>${flagNames.map((flag) => html`<option>${flag}</option>`)}</select></label>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="Neurons">
<table>
<thead><tr>${heading("Neuron", -2)}${heading("Flags", -1)}${neuronColumns().map(({ label }, column) => heading(label, column))}</tr></thead>
<tbody></tbody>
</table>
</div>
<div class="controls">
<button type="button" data-field="previous">Previous</button>
<button type="button" data-field="next">Next</button>
<output data-field="count" class="quiet" aria-live="polite"></output>
</div>
<noscript><p>The table is filled by a script, which is switched off here. <code>rote export</code> writes it as a file.</p></noscript>
</section>`
}

function heading(label: string, column: number): Html {
  return html`<th scope="col" data-column="${column}"${column === -1 ? html` class="flags"` : null}><button type="button">${label}</button></th>`
}
