import { html } from "../../report/html.js"
import { count } from "../../report/numbers.js"
import { pageHtml, type ReportScript } from "../../report/page.js"
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
  const several = experiment.sweeps.length > 1
  return pageHtml({
    title: experiment.title,
    style: pageStyle,
    version: models[0].result.tool.version,
    content: html`<header>
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
</main>`,
    scripts,
    images: sections.some(({ animation }) => animation !== undefined),
  })
}
