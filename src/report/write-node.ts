import { join } from "node:path"
import { lightTheme, toSvgString } from "../plots/index.js"
import { writeWhole } from "../store/files.js"
import type { Run } from "../store/index.js"
import { densityFigures, entropyFigures, matrixFigures } from "./figures.js"
import { svgToPng } from "./png-node.js"
import { reportHtml } from "./report.js"
import { type ReportRun, withPrintableNames } from "./report-run.js"
import { readReportScripts } from "./scripts-node.js"
import { requireSameSettings } from "./settings.js"
import { svgDocument } from "./svg-document.js"

/** A run as read from its directory, under the name it is to have in the report. */
export function reportRun(name: string, { manifest, measurement }: Run): ReportRun {
  return { name, measurement, inputs: manifest.input.files, toolVersion: manifest.tool.version }
}

/**
 * Writes the report of one or several runs as one HTML file. Runs are compared with the first, or with
 * the `baseline` they name.
 * @throws RoteError `settings-differ` when the runs were measured with different settings, `io` when the file cannot be written
 */
export async function writeReport(runs: ReportRun[], file: string): Promise<void> {
  const html = reportHtml(runs, await readReportScripts(), svgDocument())
  await writeWhole(file, new TextEncoder().encode(html))
}

/**
 * Writes every figure of a report into a folder, as SVG and as PNG with two pixels per CSS pixel, on white. File names are
 * ours alone: no name of a run or layer is in them. Returns the files' paths.
 * @throws RoteError `settings-differ`, `io`
 */
export async function writeFigures(measured: ReportRun[], directory: string): Promise<string[]> {
  const runs = measured.map(withPrintableNames)
  requireSameSettings(runs)
  const document = svgDocument()
  const figures = [entropyFigures, densityFigures, matrixFigures].flatMap((draw) => draw(runs, document, lightTheme))
  const paths: string[] = []
  for (const { file, svg } of figures) {
    const text = toSvgString(svg, lightTheme.background)
    const path = join(directory, file)
    await writeWhole(`${path}.svg`, new TextEncoder().encode(text))
    await writeWhole(`${path}.png`, svgToPng(text))
    paths.push(`${path}.svg`, `${path}.png`)
  }
  return paths
}
