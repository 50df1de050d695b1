import { type Html, html } from "../html.js"
import type { ReportRun } from "../report-run.js"
import { describeSettings } from "../settings.js"
import { runName } from "./summary.js"

/** What a reader should know before trusting the numbers. */
export function warningsSection(runs: ReportRun[]): Html | null {
  if (runs.every(({ measurement }) => measurement.warnings.length === 0)) return null
  return html`<section id="warnings" aria-labelledby="warnings-heading">
<h2 id="warnings-heading">Warnings</h2>
<div class="columns">${runs.map(runWarnings)}</div>
</section>`
}

function runWarnings({ name, measurement }: ReportRun, run: number): Html | null {
  if (measurement.warnings.length === 0) return null
  return html`<div>
<h3>${runName(name, run)}</h3>
<ul>${measurement.warnings.map(({ message }) => html`<li>${message}</li>`)}</ul>
</div>`
}

/** Everything that decided the numbers, the same for all runs. */
export function settingsSection(runs: ReportRun[]): Html {
  const checksums = runs.flatMap(({ inputs }) => inputs.filter(({ sha256 }) => sha256 !== undefined))
  return html`<section id="settings" aria-labelledby="settings-heading">
<h2 id="settings-heading">Settings</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Settings">
<table class="words"><tbody>${describeSettings(runs[0].measurement.settings).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}${checksums.map(({ name, sha256 }) => html`<tr><th scope="row">SHA-256 of ${name}</th><td><code>${sha256 ?? ""}</code></td></tr>`)}</tbody></table>
</div>
</section>`
}
