import { RoteError } from "../errors.js"
import { darkTheme, lightTheme } from "../plots/index.js"
import { sharedMatrixDomain } from "./figures.js"
import { html, scriptJson, trusted } from "./html.js"
import { listed } from "./numbers.js"
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

/** A script of the page, and the hash by which the page's policy allows it and no other. */
export interface ReportScript {
  code: string
  /** SHA-256 in base64. */
  hash: string
}

/**
 * One or several runs as one HTML page that needs nothing beside it: no network, no other file. A policy in the page itself
 * forbids every request and every script but its own.
 * @throws RoteError `settings-differ` when the runs were measured with different settings
 */
export function reportHtml(measured: ReportRun[], scripts: ReportScript[], document: Document): string {
  if (measured.length === 0) throw new RoteError("usage", { expected: "at least one run", found: "none" })
  const runs = measured.map(withPrintableNames)
  requireSameSettings(runs)
  const title = `${listed(runs.map(({ name }) => name))} · rote`
  const allowed = scripts.map(({ hash }) => `'sha256-${hash}'`).join(" ")
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src ${allowed}`
  const domain = sharedMatrixDomain(runs)
  const hasPairs = runs.some(({ measurement }) => measurement.mutualInformation !== null)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="${lightTheme.background}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${darkTheme.background}" media="(prefers-color-scheme: dark)">
<meta name="generator" content="rote ${runs[0].toolVersion}">
<title>${title}</title>
<style>${trusted(styleSheet)}</style>
</head>
<body>
${overview(runs)}
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
</main>
<footer class="quiet"><p>Made by rote ${runs[0].toolVersion}. Everything shown is in this file.</p></footer>
<script type="application/json" id="report-data">${scriptJson(reportData(runs, domain))}</script>
${scripts.map(({ code }) => html`<script type="module">${trusted(code)}</script>`)}
</body>
</html>
`.html
}
