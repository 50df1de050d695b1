import { availableParallelism, cpus } from "node:os"
import { defineCommand } from "citty"
import { questions } from "../../bench/question.js"
import { requireInteger } from "../estimators/validate.js"
import { tool } from "../store/tool.js"
import { oneOf, wholeNumber } from "./arguments.js"
import { benchText } from "./bench-text.js"

const names = Object.keys(questions)

export const benchCommand = defineCommand({
  meta: { name: "bench" },
  args: {
    question: {
      type: "positional",
      valueHint: "QUESTION…",
      required: false,
      description: `What to measure, all unless given: ${names.join(", ")}`,
    },
    quick: { type: "boolean", description: "Smaller workloads, about a minute in all" },
    whole: { type: "boolean", description: "The largest workload entire: takes long" },
    seed: { type: "string", valueHint: "N", description: "Seed of the workloads", default: "0" },
    threads: { type: "string", valueHint: "N", description: "Threads beside one (all cores)" },
    json: { type: "boolean", description: "One JSON object in place of the tables" },
  },
  async run({ args }) {
    const asked = args._.map((name) => oneOf("QUESTION", name, names) as string)
    const options = {
      quick: args.quick === true,
      whole: args.whole === true,
      seed: wholeNumber("--seed", args.seed) ?? 0,
      threads: requireInteger("--threads", wholeNumber("--threads", args.threads) ?? availableParallelism(), 1, 1024),
    }
    const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: availableParallelism(), node: process.version }
    const say = (text: string) => {
      if (!args.json) console.log(text)
    }
    say(
      `${tool.name} ${tool.version} · ${machine.cpu}, ${machine.cores} cores · Node ${machine.node} · seed ${options.seed}`,
    )
    const answers = []
    for (const name of asked.length > 0 ? asked : names) {
      const question = questions[name]
      const ask = await question.load()
      const answer = await ask({ ...options, onStep: (step) => process.stderr.write(`${name}: ${step}\n`) })
      answers.push(answer)
      say(benchText(question, answer))
    }
    if (args.json) {
      const { name, version } = tool
      console.log(JSON.stringify({ tool: name, version, seed: options.seed, machine, questions: answers }, null, 2))
    }
  },
})
