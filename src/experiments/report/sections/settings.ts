import { type Html, html } from "../../../report/html.js"
import type { ExperimentRun } from "../../run-experiment-node.js"
import { describeModels } from "../describe-models.js"
import { sweepTitle } from "../loaded-model.js"

/** Everything that decided the numbers, a column for each sweep. */
export function settingsSection({ experiment, models }: ExperimentRun): Html {
  const columns = experiment.sweeps.flatMap((sweep) => {
    const own = models.filter(({ knob }) => knob === sweep.knob)
    return own.length === 0 ? [] : [{ sweep, settings: new Map(describeModels(own)) }]
  })
  const names = [...new Set(columns.flatMap(({ settings }) => [...settings.keys()]))]
  return html`<section id="settings" aria-labelledby="settings-heading">
<h2 id="settings-heading">Settings</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Settings">
<table class="words">${columns.length < 2 ? null : html`<thead><tr><th></th>${columns.map(({ sweep }) => html`<th scope="col">${sweepTitle(sweep)}</th>`)}</tr></thead>`}
<tbody>${names.map((name) => html`<tr><th scope="row">${name}</th>${columns.map(({ settings }) => html`<td>${settings.get(name) ?? "—"}</td>`)}</tr>`)}</tbody></table>
</div>
</section>`
}
