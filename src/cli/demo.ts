import { availableParallelism } from "node:os"
import { defineCommand } from "citty"
import { DEMO_SIZE } from "../experiments/demo/demo.js"
import { runDemo } from "../experiments/demo/run-demo-node.js"
import { wholeNumber } from "./arguments.js"
import { demoText } from "./demo-text.js"
import { onInterrupt } from "./interrupt.js"
import { progressBar } from "./progress.js"

export const demoCommand = defineCommand({
  meta: { name: "demo" },
  args: {
    out: { type: "string", valueHint: "DIR", description: "Folder for the runs and the report", default: "demo" },
    seed: { type: "string", valueHint: "N", description: "Seed of every random choice", default: "0" },
  },
  async run({ args }) {
    const seed = wholeNumber("--seed", args.seed) ?? 0
    const training = progressBar("training: epochs of all networks")
    const measuring = progressBar("measuring: pairs of neurons")
    const release = onInterrupt(() => {
      training.stop()
      measuring.stop()
      return `interrupted: networks measured so far are kept in ${args.out}; the same command trains again and measures the rest`
    })
    try {
      process.stderr.write(`training 4 networks on ${DEMO_SIZE.trainingImages.toLocaleString("en")} digits\n`)
      const result = await runDemo({
        out: args.out,
        seed,
        threads: availableParallelism(),
        onTraining: (done, total) => {
          training.update(done, total)
          if (done === total) training.stop()
        },
        onMeasuring: (done, total) => measuring.update(done, total),
      })
      measuring.stop()
      console.log(demoText(result))
    } finally {
      training.stop()
      measuring.stop()
      release()
    }
  },
})
