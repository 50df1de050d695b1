import { darkTheme, lightTheme } from "../../plots/index.js"
import { html, trusted } from "../../report/html.js"
import { count } from "../../report/numbers.js"
import type { ReportScript } from "../../report/report.js"
import { citationSection, meaningSection } from "../../report/sections/meaning.js"
import type { Knob } from "../experiment.js"
import type { ExperimentRun } from "../run-experiment-node.js"
import type { ExperimentFigure } from "./figure.js"
import { sweepTitle } from "./loaded-model.js"
import { pageStyle } from "./page-style.js"
import { extraSection, figuresSection, type ReportSection } from "./sections/figures.js"
import { paperSection, questionSection } from "./sections/question.js"
import { readingSection } from "./sections/reading.js"
import { settingsSection } from "./sections/settings.js"
import { tablesSection } from "./sections/tables.js"
import { verdictSection } from "./sections/verdict.js"

export type { ReportSection } from "./sections/figures.js"

export interface ExperimentPage {
  /** The figures of each sweep, drawn with `pageTheme`. */
  figures: Partial<Record<Knob, ExperimentFigure[]>>
  /** What only this experiment has. */
  sections?: ReportSection[]
  /** The page's scripts, which its policy allows and no others: that of the theme. */
  scripts: ReportScript[]
}

/**
 * An experiment as one HTML page that needs nothing beside it: what is done and why, what the paper claims, what came out,
 * figures, tables, settings. A policy in the page itself forbids every request and every script but its own.
 */
export function experimentReportHtml(run: ExperimentRun, { figures, sections = [], scripts }: ExperimentPage): string {
  const { experiment, models, options } = run
  const { version } = models[0].result.tool
  const allowed = scripts.map(({ hash }) => `'sha256-${hash}'`).join(" ")
  const images = sections.some(({ animation }) => animation !== undefined) ? " img-src data:;" : ""
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none';${images} style-src 'unsafe-inline'; script-src ${allowed}`
  const several = experiment.sweeps.length > 1
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="${lightTheme.background}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${darkTheme.background}" media="(prefers-color-scheme: dark)">
<meta name="generator" content="rote ${version}">
<title>${experiment.title} · rote</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<header>
<div class="title">
<div>
<p class="quiet">An experiment of “Measures of Information Reflect Memorization Patterns”</p>
<h1>${experiment.title}</h1>
</div>
<button type="button" id="theme-toggle" hidden>Dark theme</button>
</div>
<p class="quiet">${count(models.length)} networks, profile ${options.profile}.</p>
</header>
<main>
${questionSection(run)}
${paperSection(run)}
${verdictSection(run)}
${sections.map(extraSection)}
${experiment.sweeps.map((sweep) =>
  figuresSection(`figures-${sweep.knob}`, several ? sweepTitle(sweep) : "Figures", figures[sweep.knob] ?? []),
)}
${tablesSection(run)}
${readingSection()}
${settingsSection(run)}
${meaningSection()}
${citationSection()}
</main>
<footer class="quiet"><p>Made by rote ${version}. Everything shown is in this file.</p></footer>
${scripts.map(({ code }) => html`<script type="module">${trusted(code)}</script>`)}
</body>
</html>
`.html
}
