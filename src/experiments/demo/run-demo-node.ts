import { join } from "node:path"
import { everySecondPixel } from "../../datasets/digits.js"
import { readMnist } from "../../datasets/mnist-node.js"
import { RoteError } from "../../errors.js"
import { type MeasureOptions, resolveSettings } from "../../estimators/measure.js"
import type { Measurement } from "../../estimators/measurement.js"
import { reportRun, writeReport } from "../../report/write-node.js"
import { measureToRun, type Run } from "../../store/index.js"
import { readManifest } from "../../store/manifest.js"
import { DEMO_SIZE, type DemoNetwork, type DemoSize, demoJobs } from "./demo.js"
import { CLAIMS, demoFindings, type Finding } from "./findings.js"
import { trainSideBySide } from "./side-by-side-node.js"

/** Neurons of each layer whose pairs are measured. */
const NEURONS_PER_LAYER = 64

export interface DemoOptions {
  /** Folder for the run directories and the report. */
  out: string
  seed: number
  threads: number
  size?: DemoSize
  /** Epochs trained, of all networks together. */
  onTraining?: (done: number, total: number) => void
  /** Pairs of neurons measured, of all networks together. */
  onMeasuring?: (done: number, total: number) => void
}

export interface DemoResult {
  networks: {
    name: DemoNetwork
    epochs: number
    trainingAccuracy: number
    heldOutAccuracy: number
    measurement: Measurement
  }[]
  findings: Finding[]
  /** Path of the HTML report. */
  report: string
}

/**
 * The demo: trains its four networks on MNIST side by side, measures the pre-activations of their hidden layers on held-out
 * digits into one run directory each, compares them pair by pair and writes the report. The same seed gives the same numbers
 * on one machine, whatever the threads.
 * @throws RoteError `settings-differ` when the folder holds runs of another seed or size
 */
export async function runDemo({ out, seed, threads, size = DEMO_SIZE, ...watch }: DemoOptions): Promise<DemoResult> {
  const options: MeasureOptions = { seed, neurons: NEURONS_PER_LAYER, threads }
  const [train, test] = await Promise.all([readMnist("train"), readMnist("test")])
  const jobs = demoJobs(everySecondPixel(train), everySecondPixel(test), size, seed)
  for (const { name } of jobs) await requireSameSeed(join(out, name), options)

  let done = 0
  const trained = await trainSideBySide(jobs, threads, ({ epoch, epochs }) => {
    if (epoch <= epochs) watch.onTraining?.(++done, jobs.length * epochs)
  })

  const runs: Run[] = []
  for (const { job, activations } of trained) {
    const onProgress: MeasureOptions["onProgress"] = ({ donePairs, totalPairs }) => {
      watch.onMeasuring?.(runs.length * totalPairs + donePairs, jobs.length * totalPairs)
    }
    runs.push(await measureToRun(activations, join(out, job), { ...options, onProgress }))
  }

  const report = join(out, "report.html")
  const reported = trained.map(({ job }, i) => ({
    ...reportRun(job, runs[i]),
    baseline: CLAIMS.find(({ network }) => network === job)?.control ?? job,
  }))
  await writeReport(reported, report)

  const networks = trained.map(({ job, epochs, trainingAccuracy, heldOutAccuracy }, i) => {
    return { name: job as DemoNetwork, epochs, trainingAccuracy, heldOutAccuracy, measurement: runs[i].measurement }
  })
  const measurements = Object.fromEntries(networks.map(({ name, measurement }) => [name, measurement]))
  return { networks, findings: demoFindings(measurements as Record<DemoNetwork, Measurement>), report }
}

/** Refuses another seed's folder before a minute is spent on training. */
async function requireSameSeed(directory: string, options: MeasureOptions): Promise<void> {
  const kept = await readManifest(directory)
  const { seed } = resolveSettings(options)
  if (kept === undefined || kept.settings.seed === seed) return
  throw new RoteError("settings-differ", {
    input: directory,
    expected: `no run yet, or one with seed ${seed}`,
    found: `a run with seed ${kept.settings.seed}`,
    hint: "choose another folder with --out",
  })
}
