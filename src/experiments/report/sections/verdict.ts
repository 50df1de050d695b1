import { type Html, html } from "../../../report/html.js"
import type { ExperimentRun } from "../../run-experiment-node.js"
import { sweepTitle } from "../loaded-model.js"
import { verdictOf } from "../verdict.js"

/** What came out, sweep by sweep. */
export function verdictSection({ experiment, models, trends }: ExperimentRun): Html {
  const swept = experiment.sweeps.filter(({ knob }) => trends.some((row) => row.knob === knob))
  return html`<section id="verdict" aria-labelledby="verdict-heading">
<h2 id="verdict-heading">What came out</h2>
${swept.map((sweep) => {
  const { headline, measures, cautions } = verdictOf(sweep, models, trends)
  return html`${swept.length > 1 ? html`<h3>${sweepTitle(sweep)}</h3>` : null}<div class="finding">
<p class="reading">${headline}</p>
</div>
${measures.map((text) => html`<p>${text}</p>`)}
${cautions.map((text) => html`<p class="quiet">${text}</p>`)}`
})}
</section>`
}
