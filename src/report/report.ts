import { RoteError } from "../errors.js"
import { sharedMatrixDomain } from "./figures.js"
import { html, scriptJson } from "./html.js"
import { listed } from "./numbers.js"
import { pageHtml, type ReportScript } from "./page.js"
import { reportData } from "./report-data.js"
import { type ReportRun, withPrintableNames } from "./report-run.js"
import { densitySection, entropySection } from "./sections/distributions.js"
import { matrixSection } from "./sections/matrices.js"
import { citationSection, meaningSection } from "./sections/meaning.js"
import { neuronSection } from "./sections/neurons.js"
import { settingsSection, warningsSection } from "./sections/settings.js"
import { overview, summarySection } from "./sections/summary.js"
import { requireSameSettings } from "./settings.js"
import { styleSheet } from "./style.js"

/**
 * One or several runs as one HTML page that needs nothing beside it: no network, no other file. A policy in the page itself
 * forbids every request and every script but its own.
 * @throws RoteError `settings-differ` when the runs were measured with different settings
 */
export function reportHtml(measured: ReportRun[], scripts: ReportScript[], document: Document): string {
  if (measured.length === 0) throw new RoteError("usage", { expected: "at least one run", found: "none" })
  const runs = measured.map(withPrintableNames)
  requireSameSettings(runs)
  const domain = sharedMatrixDomain(runs)
  const hasPairs = runs.some(({ measurement }) => measurement.mutualInformation !== null)
  return pageHtml({
    title: listed(runs.map(({ name }) => name)),
    style: styleSheet,
    version: runs[0].toolVersion,
    content: html`${overview(runs)}
<main>
${summarySection(runs)}
${warningsSection(runs)}
${entropySection(runs, document)}
${hasPairs ? densitySection(runs, document) : null}
${matrixSection(runs, domain, document)}
${neuronSection(runs)}
${settingsSection(runs)}
${meaningSection()}
${citationSection()}
</main>`,
    data: html`<script type="application/json" id="report-data">${scriptJson(reportData(runs, domain))}</script>`,
    scripts,
  })
}
