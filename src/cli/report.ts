import { defineCommand } from "citty"
import { RoteError } from "../errors.js"
import { runNames } from "../report/run-names-node.js"
import { reportRun, writeFigures, writeReport } from "../report/write-node.js"
import { readRun } from "../store/index.js"

export const reportCommand = defineCommand({
  meta: { name: "report" },
  args: {
    run: {
      type: "positional",
      valueHint: "RUN…",
      description: "Folders that rote measure --out wrote; others are compared with the first",
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
    requireHtml(args.output)
    const names = runNames(args._)
    const runs = await Promise.all(args._.map(async (directory, i) => reportRun(names[i], await readRun(directory))))
    await writeReport(runs, args.output)
    console.log(args.output)
    if (args.figures !== undefined) console.log((await writeFigures(runs, args.figures)).join("\n"))
  },
})

/** So that a slip of the hand writes over no run. */
function requireHtml(file: string): void {
  if (/\.html?$/i.test(file)) return
  throw new RoteError("bad-option", { input: "--output", expected: "a file name that ends in .html", found: file })
}
