import { availableParallelism } from "node:os"
import { defineCommand } from "citty"
import type { ActivationMatrix } from "../activations.js"
import { printable } from "../errors.js"
import { forecastMeasurement } from "../estimators/forecast.js"
import { type MeasureOptions, measure, resolveSettings } from "../estimators/measure.js"
import type { Measurement } from "../estimators/measurement.js"
import { readActivations } from "../readers/index.js"
import { measurementJson } from "../report/measurement-json.js"
import { type CaptureRecord, countKept, fingerprintFile, type InputFile, measureToRun } from "../store/index.js"
import { captureOptions } from "./capture-arguments.js"
import { captureWithProgress } from "./capture-with-progress.js"
import { forecastText, refuseAbsurd } from "./forecast.js"
import { onInterrupt } from "./interrupt.js"
import {
  keepsActivations,
  type MeasureArguments,
  measureArguments,
  measureOptions,
  measuresModel,
  readOptions,
} from "./measure-arguments.js"
import { measurementText } from "./measurement-text.js"
import { progressBar } from "./progress.js"
import { refuseFolders } from "./refuse-folders.js"
import { say, warn } from "./say.js"

export const measureCommand = defineCommand({
  meta: { name: "measure" },
  args: measureArguments,
  async run({ args }) {
    const options = measureOptions(args)
    const settings = resolveSettings(options)
    const source = measuresModel(args) ? await captureModel(args) : await readFiles(args)
    const { activations } = source
    const kept = args.out === undefined ? 0 : await countKept(args.out)
    const forecast =
      kept < 1 ? forecastMeasurement(activations, settings, options.threads ?? availableParallelism()) : null
    if (forecast !== null) {
      if (!args.yes) refuseAbsurd(forecast)
      const text = forecastText({ ...forecast, seconds: forecast.seconds * (1 - kept) })
      if (text !== undefined) say(text)
    }
    const measurement = await measureWithProgress(source, options, args.out, keepsActivations(args))
    for (const { message } of measurement.warnings) warn(message)
    console.log(
      args.json
        ? measurementJson(measurement, { run: args.out, capture: source.capture })
        : measurementText(measurement),
    )
  },
})

/** Activations, and what a run's manifest says of where they came from. */
interface Source {
  activations: ActivationMatrix
  files: () => Promise<InputFile[]>
  capture?: CaptureRecord
}

async function readFiles(args: MeasureArguments): Promise<Source> {
  await refuseFolders(args._)
  const activations = await readActivations(args._, { ...readOptions(args), onWarning: warn })
  return { activations, files: () => Promise.all(args._.map(fingerprintFile)) }
}

async function captureModel(args: MeasureArguments): Promise<Source> {
  const { activations, record } = await captureWithProgress(args._[0], args.inputs as string, captureOptions(args))
  return { activations, files: async () => [...record.model, ...record.inputs], capture: record }
}

async function measureWithProgress(
  { activations, files, capture }: Source,
  options: MeasureOptions,
  out: string | undefined,
  keepActivations: boolean,
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
    const kept = { files: await files(), keepActivations, ...(capture === undefined ? {} : { capture }) }
    return (await measureToRun(activations, out, { ...options, onProgress, ...kept })).measurement
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
