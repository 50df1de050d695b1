import { type ArgsDef, defineCommand, type ParsedArgs } from "citty"
import { rankingFigure, stepsFigure } from "../plots/comparison/index.js"
import { runNames } from "../report/run-names-node.js"
import { rankModels } from "../selection/index.js"
import type { Ranking, RankingMeasure } from "../selection/ranking.js"
import { oneOf, usage } from "./arguments.js"
import { requireFigureFile, writeFigure } from "./figure-file.js"
import { readMeasuredModel, requireComparableRuns } from "./measured-runs.js"
import { readMetrics } from "./metrics-file.js"
import { withPrintableTexts } from "./printable-names.js"
import { rankingText } from "./ranking-text.js"
import { runFolders } from "./run-folders.js"
import { selectionArguments, selectionOptions } from "./selection-arguments.js"
import { withProgress } from "./selection-progress.js"

const rankArguments = {
  runs: {
    type: "positional",
    valueHint: "RUN…",
    description: "Folders that rote measure --out wrote, or a folder of such folders",
  },
  by: { type: "string", valueHint: "MEASURE", description: "mi, entropy, local or knn (mi)" },
  memorization: { type: "string", valueHint: "FEAR", description: "heuristic or example-level (heuristic)" },
  layer: { type: "string", valueHint: "NAME", description: "Rank by this layer alone (all layers)" },
  against: { type: "string", valueHint: "FILE", description: "CSV table of metrics to set the ranking against" },
  steps: { type: "boolean", description: "Show what changed from one run to the next, in the order given" },
  figure: { type: "string", valueHint: "FILE", description: "Draw the ranking (the steps), as .svg, .png or .html" },
  json: { type: "boolean", description: "Print the ranking as one JSON object" },
  ...selectionArguments,
} as const satisfies ArgsDef

const measures: Record<string, RankingMeasure> = {
  mi: "mutualInformation",
  entropy: "entropy",
  local: "entropyLocal",
  knn: "entropyKnn",
}

export const rankCommand = defineCommand({
  meta: { name: "rank" },
  args: rankArguments,
  async run({ args }) {
    requireFigureFile(args.figure)
    const options = rankOptions(args)
    const folders = await runFolders(args._)
    const names = runNames(folders)
    if (folders.length < 2)
      throw usage("rote rank", "two runs or more", names.join(", "), "or a folder that holds them")
    const settings = await requireComparableRuns(folders, names)
    const metrics = args.against === undefined ? {} : { metrics: await readMetrics(args.against, names) }
    const models = folders.map((folder, i) => ({ name: names[i], load: () => readMeasuredModel(folder, names[i]) }))
    const ranking = await withProgress("parts of the examples", (watch) =>
      rankModels(models, { ...options, ...metrics, ...watch }),
    )
    console.log(args.json ? JSON.stringify({ settings, ...ranking }, null, 2) : rankingText(ranking, settings))
    if (args.figure !== undefined) await writeRanking(args.figure, withPrintableTexts(ranking), options.steps)
  },
})

/** @throws RoteError `usage` */
function rankOptions(args: ParsedArgs<typeof rankArguments>) {
  const by = oneOf("--by", args.by, Object.keys(measures))
  return {
    ...(by === undefined ? {} : { by: measures[by] }),
    memorization: oneOf("--memorization", args.memorization, ["heuristic", "example-level"] as const) ?? "heuristic",
    ...(args.layer === undefined ? {} : { layer: args.layer }),
    steps: args.steps === true,
    ...selectionOptions(args),
  }
}

async function writeRanking(file: string, ranking: Ranking, steps: boolean): Promise<void> {
  const count = ranking.rankings[0].models.length
  await writeFigure(file, (options) => (steps ? stepsFigure : rankingFigure)(ranking, options), {
    title: steps ? `${count} models in order` : `${count} models, best first`,
    sentences: ranking.sentences,
  })
}
