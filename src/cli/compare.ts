import { type ArgsDef, defineCommand } from "citty"
import { differencesFigures } from "../plots/comparison/index.js"
import { runNames } from "../report/run-names-node.js"
import { comparisonOf } from "../selection/compare-models.js"
import type { Comparison, MeasuredModel } from "../selection/comparison.js"
import type { SpreadModel } from "../selection/estimates.js"
import { modelSpread } from "../selection/model-spread.js"
import { comparisonText } from "./comparison-text.js"
import { requireFigureFile, writeFigure } from "./figure-file.js"
import { readMeasuredModel, requireComparableRuns } from "./measured-runs.js"
import { withPrintableTexts } from "./printable-names.js"
import { selectionArguments, selectionOptions } from "./selection-arguments.js"
import { type Watch, withProgress } from "./selection-progress.js"

const compareArguments = {
  first: { type: "positional", valueHint: "A", description: "Folder that rote measure --out wrote" },
  others: { type: "positional", valueHint: "B…", description: "One or more such folders, each set against A" },
  figure: { type: "string", valueHint: "FILE", description: "Draw the differences, as .svg, .png or .html" },
  json: { type: "boolean", description: "Print the comparisons as one JSON object" },
  ...selectionArguments,
} as const satisfies ArgsDef

export const compareCommand = defineCommand({
  meta: { name: "compare" },
  args: compareArguments,
  async run({ args }) {
    requireFigureFile(args.figure)
    const options = selectionOptions(args)
    const names = runNames(args._)
    const settings = await requireComparableRuns(args._, names)
    const first = await readMeasuredModel(args._[0], names[0])
    const withSpread = async (model: MeasuredModel): Promise<SpreadModel> => {
      const spread = (watch: Watch) => modelSpread(model, { ...options, ...watch })
      return { ...model, spread: await withProgress("parts of the examples", spread) }
    }
    let measured: SpreadModel | undefined
    const comparisons: Comparison[] = []
    for (const [i, directory] of args._.slice(1).entries()) {
      const second = await readMeasuredModel(directory, names[i + 1])
      // Once for all that it is compared with, and not before one of them could be read.
      measured ??= await withSpread(first)
      comparisons.push(comparisonOf(measured, await withSpread(second)))
    }
    console.log(
      args.json
        ? JSON.stringify({ settings, comparisons }, null, 2)
        : comparisons.map((comparison) => comparisonText(comparison, settings)).join("\n\n"),
    )
    if (args.figure !== undefined) await writeComparisons(args.figure, withPrintableTexts(comparisons))
  },
})

async function writeComparisons(file: string, comparisons: Comparison[]): Promise<void> {
  await writeFigure(file, (options) => differencesFigures(comparisons, options), {
    title: `${comparisons.map(({ names }) => names[1]).join(", ")} against ${comparisons[0].names[0]}`,
    sentences: comparisons.flatMap(({ sentences }) => sentences),
  })
}
