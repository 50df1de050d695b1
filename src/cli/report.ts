import { defineCommand } from "citty"
import { runNames } from "../report/run-names-node.js"
import { reportRun, writeFigures, writeReport } from "../report/write-node.js"
import { readRun } from "../store/index.js"
import { requireHtml } from "./arguments.js"
import { requireComparableRuns } from "./measured-runs.js"
import { runFolders } from "./run-folders.js"

export const reportCommand = defineCommand({
  meta: { name: "report" },
  args: {
    run: {
      type: "positional",
      valueHint: "RUN…",
      description:
        "Folders that rote measure --out wrote, or a folder of such folders; others are set against the first",
    },
    output: {
      type: "string",
      alias: "o",
      valueHint: "FILE",
      description: "The HTML file to write",
      default: "report.html",
    },
    figures: {
      type: "string",
      valueHint: "DIR",
      description: "Write each figure into this folder too, as SVG and PNG",
    },
  },
  async run({ args }) {
    requireHtml("--output", args.output)
    const folders = await runFolders(args._)
    const names = runNames(folders)
    await requireComparableRuns(folders, names)
    const runs = await Promise.all(folders.map(async (folder, i) => reportRun(names[i], await readRun(folder))))
    await writeReport(runs, args.output)
    console.log(args.output)
    if (args.figures !== undefined) console.log((await writeFigures(runs, args.figures)).join("\n"))
  },
})
