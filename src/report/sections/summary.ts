import type { BoxStatistics } from "../../estimators/measurement.js"
import { pageTheme, runColour } from "../../plots/index.js"
import { type Comparison, compareRuns } from "../headline.js"
import { type Html, html, trusted } from "../html.js"
import { count, decimal, listed, percent } from "../numbers.js"
import type { ReportRun } from "../report-run.js"

/** The page's head: which runs, of what, and the button for the theme. */
export function overview(runs: ReportRun[]): Html {
  return html`<header>
<div class="title">
<div>
<p class="quiet">Entropy and mutual information of a network's neurons</p>
<h1>${listed(runs.map(({ name }) => name))}</h1>
</div>
<button type="button" id="theme-toggle" hidden>Dark theme</button>
</div>
<p class="quiet table-title" id="measured">What was measured</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="measured">
<table class="words">
<thead><tr><th scope="col">Run</th><th scope="col">Input</th><th scope="col">Layers</th><th scope="col" class="count">Neurons</th><th scope="col" class="count">Examples</th><th scope="col">Measured by</th></tr></thead>
<tbody>${runs.map(overviewRow)}</tbody>
</table>
</div>
</header>`
}

function overviewRow({ name, inputs, measurement, toolVersion }: ReportRun, run: number): Html {
  const layers = measurement.layers.map((layer) => `${layer.name} (${count(layer.end - layer.start)})`)
  return html`<tr>
<th scope="row">${runName(name, run)}</th>
<td>${inputs.length === 0 ? "—" : listed(inputs.map((input) => input.name))}</td>
<td>${layers.length > 12 ? `${layers.slice(0, 12).join(", ")} and ${layers.length - 12} more` : layers.join(", ")}</td>
<td class="count">${count(measurement.neurons)}</td>
<td class="count">${count(measurement.examples)}</td>
<td>rote ${toolVersion}</td>
</tr>`
}

/** A run's name in its colour. */
export function runName(name: string, run: number): Html {
  return html`<span class="run" style="${runStyle(run)}">${name}</span>`
}

function runStyle(run: number): Html {
  return trusted(`--run: ${runColour(pageTheme, run)}`)
}

/** What the numbers say, in words and in a table. */
export function summarySection(runs: ReportRun[]): Html {
  const comparisons = compareRuns(runs)
  return html`<section id="summary" aria-labelledby="summary-heading">
<h2 id="summary-heading">In short</h2>
${comparisons.length === 0 ? alone(runs[0]) : comparisons.map(comparison)}
${meansTable(runs)}
${sharesTable(runs)}
</section>`
}

function alone({ measurement }: ReportRun): Html {
  const { entropy, mutualInformation } = measurement.summary.all
  const unit = measurement.settings.unit
  const pairs =
    mutualInformation === null
      ? `mutual information was not measured${measurement.settings.mutualInformation === null ? "" : ", for lack of a pair"}`
      : `a pair of neurons shares ${decimal(mutualInformation.mean, 4)} ${unit} of information (median ${decimal(mutualInformation.median, 4)})`
  return html`<div class="finding">
<p class="reading">On average a neuron's activation has an entropy of ${decimal(entropy.mean)} ${unit} (median ${decimal(entropy.median)}); ${pairs}.</p>
<p>One run alone has no verdict: high or low is meant against another network measured on the same examples with the same settings. Give the report two runs or more to compare them.</p>
</div>`
}

function comparison({ run, index, baseline, finding, reading, cautions }: Comparison): Html {
  return html`<div class="finding" style="${runStyle(index)}">
<p class="reading"><strong>${run}</strong> against <strong>${baseline}</strong>: ${finding}.</p>
<p>${reading}</p>
${cautions.map((caution) => html`<p class="quiet">${caution}</p>`)}
</div>`
}

function meansTable(runs: ReportRun[]): Html {
  const unit = runs[0].measurement.settings.unit
  return html`<p class="quiet table-title" id="means">Means over all neurons and over all pairs of them, in ${unit}; in brackets the 95 % interval of the mean</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="means">
<table>
<thead><tr><th scope="col">Run</th><th scope="col">Entropy</th><th scope="col">Entropy, local</th><th scope="col">Entropy, kNN</th><th scope="col">Mutual information</th></tr></thead>
<tbody>${runs.map(({ name, measurement }, run) => {
    const { entropy, entropyLocal, entropyKnn, mutualInformation } = measurement.summary.all
    return html`<tr><th scope="row">${runName(name, run)}</th>${[entropy, entropyLocal, entropyKnn].map((box) => mean(box, 3))}${mean(mutualInformation, 4)}</tr>`
  })}</tbody>
</table>
</div>`
}

function sharesTable(runs: ReportRun[]): Html {
  return html`<p class="quiet table-title" id="shares">Share of the neurons that are …</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="shares">
<table>
<thead><tr><th scope="col">Run</th><th scope="col">dead</th><th scope="col">constant</th><th scope="col">duplicates</th><th scope="col">mostly tied</th><th scope="col">heavy-tailed</th></tr></thead>
<tbody>${runs.map(({ name, measurement }, run) => {
    const { dead, constant, duplicate, tied, heavyTailed } = measurement.summary.all.shares
    const shares = [dead, constant, duplicate, tied, heavyTailed].map((share) => html`<td>${percent(share)}</td>`)
    return html`<tr><th scope="row">${runName(name, run)}</th>${shares}</tr>`
  })}</tbody>
</table>
</div>
<p class="quiet">Dead: zero on every example. Constant: one value on every example. Duplicate: the very values of an earlier neuron. Mostly tied: more than half of its values occur more than once.</p>`
}

function mean(box: BoxStatistics | null, digits: number): Html {
  if (box === null || box.count === 0) return html`<td>—</td>`
  if (box.count === 1) return html`<td>${decimal(box.mean, digits)}</td>`
  return html`<td>${decimal(box.mean, digits)} <span class="quiet">[${box.meanInterval.map((end) => decimal(end, digits)).join(", ")}]</span></td>`
}
