import { availableParallelism } from "node:os"
import { type ArgsDef, defineCommand } from "citty"
import type { Forecast } from "../estimators/forecast.js"
import { forecastPairwise } from "../estimators/pairwise.js"
import { seededRandom } from "../random.js"
import { parseDecimal } from "../readers/decimal.js"
import { runNames } from "../report/run-names-node.js"
import type { MeasuredModel } from "../selection/comparison.js"
import { type SignificanceOptions, significance } from "../selection/index.js"
import { testedActivations, testedPairs } from "../selection/tested-pairs.js"
import { usage, wholeNumber } from "./arguments.js"
import { forecastText, refuseAbsurd } from "./forecast.js"
import { given } from "./given.js"
import { readMeasuredModel } from "./measured-runs.js"
import { selectionArguments, selectionOptions } from "./selection-arguments.js"
import { withProgress } from "./selection-progress.js"
import { significanceText } from "./significance-text.js"

const usualPermutations = 20

const significanceArguments = {
  run: { type: "positional", required: true, valueHint: "RUN", description: "Folder that rote measure --out wrote" },
  permutations: { type: "string", valueHint: "N", description: `How often to shuffle (${usualPermutations})` },
  fdr: { type: "string", valueHint: "SHARE", description: "Share of the pairs counted that may be false (.05)" },
  neurons: { type: "string", valueHint: "N", description: "A seeded sample of each layer's neurons (those measured)" },
  json: { type: "boolean", description: "Print the result as one JSON object" },
  ...selectionArguments,
  yes: { type: "boolean", description: "Start even what takes more than 12 h or half the memory" },
} as const satisfies ArgsDef

export const significanceCommand = defineCommand({
  meta: { name: "significance" },
  args: significanceArguments,
  async run({ args }) {
    const options: SignificanceOptions = {
      permutations: wholeNumber("--permutations", args.permutations) ?? usualPermutations,
      ...given({
        neurons: wholeNumber("--neurons", args.neurons),
        falseDiscoveryRate: share("--fdr", args.fdr),
      }),
      ...selectionOptions(args),
    }
    const [name] = runNames([args.run])
    const model = await readMeasuredModel(args.run, name)
    const forecast = forecastPermutations(model, options)
    if (forecast !== undefined) {
      if (!args.yes) refuseAbsurd(forecast, { instead: "fewer --permutations take less" })
      const text = forecastText(forecast)
      if (text !== undefined) process.stderr.write(`${text}\n`)
    }
    const found = await withProgress("shuffled pairs", (watch) => significance(model, { ...options, ...watch }))
    console.log(args.json ? json(name, found) : significanceText(found, name, model.measurement.settings))
  },
})

/** Every permutation measures the pairs tested. Nothing for a run without any: `significance` refuses it. */
function forecastPermutations(
  model: MeasuredModel,
  { permutations = usualPermutations, neurons, seed = 0, threads = availableParallelism() }: SignificanceOptions,
): Forecast | undefined {
  const { settings, layers, mutualInformation } = model.measurement
  if (mutualInformation === null) return undefined
  const { reference, unit } = settings
  const tested = testedPairs(model, neurons, seededRandom(seed)).neurons
  const options = { ...settings.mutualInformation, reference, unit, threads }
  const once = forecastPairwise(testedActivations(model, tested), options)
  return {
    ...once,
    layers,
    neurons: tested.length,
    pairs: once.pairs * permutations,
    seconds: once.seconds * permutations,
  }
}

/** All but the p of single pairs. */
function json(name: string, { p: _, neurons, ...rest }: Awaited<ReturnType<typeof significance>>): string {
  return JSON.stringify({ run: name, ...rest, neurons: Array.from(neurons) }, null, 2)
}

/** @throws RoteError `usage` */
function share(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = parseDecimal(text)
  if (value !== undefined && value > 0 && value < 1) return value
  throw usage(option, "a share above 0 and below 1, such as .05", JSON.stringify(text))
}
