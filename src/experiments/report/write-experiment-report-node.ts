import { join } from "node:path"
import { lightTheme, pageTheme, toSvgString } from "../../plots/index.js"
import { svgToPng } from "../../report/png-node.js"
import { readReportScripts } from "../../report/scripts-node.js"
import { svgDocument } from "../../report/svg-document.js"
import { writeWhole } from "../../store/files.js"
import type { Knob } from "../experiment.js"
import type { ExperimentRun } from "../run-experiment-node.js"
import { measuredSides } from "../sweep/model-result.js"
import { modelFolder, readMeasurement } from "../sweep/train-model-node.js"
import type { SweptModel } from "../sweep/trend-table.js"
import { experimentReportHtml, type ReportSection } from "./experiment-report.js"
import type { ExperimentFigure } from "./figure.js"
import { inTheme } from "./in-theme.js"
import type { LoadedModel } from "./loaded-model.js"
import { sweepFigures } from "./sweep-figures.js"

/**
 * The models of a sweep directory with their measurements on the first side: the means of the others are enough, and the
 * pairs of every neuron would take gigabytes.
 * @throws RoteError `damaged-run`, `unsupported-format`
 */
export function loadModels(out: string, models: readonly SweptModel[]): Promise<LoadedModel[]> {
  return Promise.all(
    models.map(async (model) => {
      const [side] = measuredSides(model.result)
      return { ...model, measurement: await readMeasurement(modelFolder(out, model.result.spec), side) }
    }),
  )
}

/**
 * Writes the report of a finished experiment into its sweep directory: `report.html`, and every figure as `figures/NAME.svg`
 * and `.png` (two pixels per CSS pixel, on white). Returns the files' paths, the page first. Takes a few seconds for
 * fifteen models of 768 neurons.
 * @param sections what only this experiment has, its figures drawn with `pageTheme`
 * @throws RoteError `damaged-run`, `unsupported-format`, `io`
 */
export async function writeExperimentReport(
  run: ExperimentRun,
  out: string,
  sections: ReportSection[] = [],
): Promise<string[]> {
  const models = await loadModels(out, run.models)
  const document = svgDocument()
  const figures: Partial<Record<Knob, ExperimentFigure[]>> = Object.fromEntries(
    run.experiment.sweeps.map((sweep) => [sweep.knob, sweepFigures(sweep, models, document, pageTheme)]),
  )
  const page = join(out, "report.html")
  const html = experimentReportHtml(run, { figures, sections, scripts: await readReportScripts(["theme"]) })
  await writeWhole(page, new TextEncoder().encode(html))
  const drawn = [...Object.values(figures), ...sections.map((section) => section.figures)].flat()
  return [page, ...(await writeFigureFiles(drawn, join(out, "figures")))]
}

async function writeFigureFiles(figures: ExperimentFigure[], folder: string): Promise<string[]> {
  const paths: string[] = []
  for (const { file, svg } of figures) {
    const text = inTheme(toSvgString(svg, lightTheme.background), lightTheme)
    const path = join(folder, file)
    await writeWhole(`${path}.svg`, new TextEncoder().encode(text))
    await writeWhole(`${path}.png`, svgToPng(text))
    paths.push(`${path}.svg`, `${path}.png`)
  }
  return paths
}
