import { availableParallelism } from "node:os"
import { defineCommand } from "citty"
import type { ActivationMatrix } from "../activations.js"
import { printable } from "../errors.js"
import { type MeasureOptions, measure, resolveSettings } from "../estimators/measure.js"
import type { Measurement, MeasureSettings } from "../estimators/measurement.js"
import { forecastPairwise } from "../estimators/pairwise.js"
import { sampleExamples, sampleNeurons } from "../estimators/sampling.js"
import { readActivations } from "../readers/index.js"
import { countKept, fingerprintFile, measureToRun } from "../store/index.js"
import { type Forecast, forecastText, refuseAbsurd } from "./forecast.js"
import { onInterrupt } from "./interrupt.js"
import { measureArguments, measureOptions, readOptions } from "./measure-arguments.js"
import { measurementText } from "./measurement-text.js"
import { progressBar } from "./progress.js"
import { yellow } from "./style.js"

export const measureCommand = defineCommand({
  meta: { name: "measure" },
  args: measureArguments,
  async run({ args }) {
    const options = measureOptions(args)
    const settings = resolveSettings(options)
    const activations = await readActivations(args._, { ...readOptions(args), onWarning: warn })
    const kept = args.out === undefined ? 0 : await countKept(args.out)
    if (settings.mutualInformation !== null && kept < 1) {
      const forecast = forecastPairs(activations, settings, options.threads)
      if (!args.yes) refuseAbsurd(forecast)
      const text = forecastText({ ...forecast, seconds: forecast.seconds * (1 - kept) })
      if (text !== undefined) say(text)
    }
    const measurement = await measureWithProgress(activations, args._, options, args.out)
    for (const { message } of measurement.warnings) warn(message)
    console.log(args.json ? json(measurement, args.out) : measurementText(measurement))
  },
})

function forecastPairs(
  a: ActivationMatrix,
  { mutualInformation, examples, seed, unit, reference }: MeasureSettings,
  threads: number | undefined,
): Forecast {
  const { neuronsPerLayer = null, ...estimator } = mutualInformation ?? {}
  const neurons = sampleNeurons(a.layers, neuronsPerLayer, seed)
  const sampled = sampleExamples(a, examples, seed)
  const forecast = forecastPairwise(sampled, {
    ...estimator,
    unit,
    reference,
    neurons,
    threads: threads ?? availableParallelism(),
  })
  return { ...forecast, layers: a.layers, neurons: neurons.length }
}

async function measureWithProgress(
  activations: ActivationMatrix,
  files: string[],
  options: MeasureOptions,
  out: string | undefined,
): Promise<Measurement> {
  const bar = progressBar("pairs")
  let share = 0
  const lastWord = () => {
    bar.stop()
    return interrupted(share, out)
  }
  // Ctrl-C is ours only while pairs are measured on other threads: this one would be too busy to notice it elsewhere.
  let release: (() => void) | undefined
  const onProgress: MeasureOptions["onProgress"] = ({ donePairs, totalPairs }) => {
    release ??= onInterrupt(lastWord)
    share = donePairs / totalPairs
    bar.update(donePairs, totalPairs)
    if (donePairs === totalPairs) release()
  }
  try {
    if (out === undefined) return await measure(activations, { ...options, onProgress })
    const inputs = await Promise.all(files.map(fingerprintFile))
    return (await measureToRun(activations, out, { ...options, onProgress, files: inputs })).measurement
  } finally {
    release?.()
    bar.stop()
  }
}

function interrupted(share: number, out: string | undefined): string {
  const when = `interrupted at ${Math.floor(100 * share)} % of the pairs`
  return out === undefined
    ? `${when}: nothing is kept; with --out DIR a measurement can be interrupted and gone on with`
    : `${when}: every finished tile of 64 × 64 neurons is kept in ${printable(out)}; the same command goes on from there`
}

/** The summary without the values of single neurons, which are in the run directory; null where a number is not finite. */
function json(
  { settings, examples, neurons, layers, summary, warnings }: Measurement,
  out: string | undefined,
): string {
  return JSON.stringify({ settings, examples, neurons, layers, summary, warnings, run: out ?? null }, null, 2)
}

function warn(message: string): void {
  say(`${yellow("warning:", process.stderr)} ${printable(message)}`)
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
