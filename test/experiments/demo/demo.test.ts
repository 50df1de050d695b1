import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serialize } from "node:v8"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { demoText } from "#src/cli/demo-text.js"
import { everySecondPixel, type GreyImages } from "#src/datasets/digits.js"
import { readMnist } from "#src/datasets/mnist-node.js"
import { type DemoSize, demoJobs } from "#src/experiments/demo/demo.js"
import { type DemoResult, runDemo } from "#src/experiments/demo/run-demo-node.js"
import { trainSideBySide } from "#src/experiments/demo/side-by-side-node.js"
import { type TrainedNetwork, type TrainingJob, trainNetwork } from "#src/experiments/demo/train-network.js"
import { readRun } from "#src/store/index.js"

const size: DemoSize = { trainingImages: 200, heldOutImages: 100, hidden: [12, 10], epochs: 3 }

let digits: GreyImages
let jobs: Record<string, TrainingJob>
beforeAll(async () => {
  digits = everySecondPixel(await readMnist("test"))
  jobs = Object.fromEntries(demoJobs(digits, digits, size, 1).map((job) => [job.name, job]))
})

describe("the demo's networks", () => {
  it("differ within the shortcut pair in the colours alone, which give the label away in one of them", () => {
    const { plain, shortcut } = jobs
    expect(shortcut.training.labels).toEqual(plain.training.labels)
    expect(same(grey(shortcut), grey(plain))).toBe(true)
    const agreeing = (job: TrainingJob) => colours(job).filter((c, i) => c === job.training.labels[i]).length / 200
    expect(agreeing(shortcut)).toBe(1)
    expect(Math.abs(agreeing(plain) - 0.5)).toBeLessThan(0.15)
  })

  it("differ within the shuffled pair in the labels alone, a tenth of which agree by chance", () => {
    const { shuffled, "true-labels": truth } = jobs
    expect(same(shuffled.training.inputs, truth.training.inputs)).toBe(true)
    const agreeing = shuffled.training.labels.filter((label, i) => label === truth.training.labels[i]).length / 200
    expect(Math.abs(agreeing - 0.1)).toBeLessThan(0.09)
  })

  it("share everything else of their pair, held-out digits included", () => {
    const shared = ({ name: _, training: { labels: _l, inputs: _i, colours: _c, ...training }, ...job }: Loose) => ({
      ...job,
      training,
    })
    expect(same(shared(jobs.shortcut as Loose), shared(jobs.plain as Loose))).toBe(true)
    expect(same(shared(jobs.shuffled as Loose), shared(jobs["true-labels"] as Loose))).toBe(true)
  })

  it("follow from the seed", () => {
    const inputs = (made: TrainingJob[]) => made.map(({ training, heldOut, seed }) => ({ training, heldOut, seed }))
    const first = inputs(Object.values(jobs))
    expect(same(inputs(demoJobs(digits, digits, size, 1)), first)).toBe(true)
    expect(same(inputs(demoJobs(digits, digits, size, 2)), first)).toBe(false)
  })
})

describe("training side by side", () => {
  it("gives the same networks in the same order on one thread and on two", async () => {
    const two = await trainSideBySide(Object.values(jobs), 2)
    expect(two.map(({ job }) => job)).toEqual(["plain", "shortcut", "true-labels", "shuffled"])
    const one = await trainSideBySide(Object.values(jobs), 1)
    const unshared = ({ activations, ...rest }: TrainedNetwork) => ({ ...rest, values: activations.data.slice() })
    expect(same(one.map(unshared), two.map(unshared))).toBe(true)
  })

  it("tells of every epoch", async () => {
    const epochs: number[] = []
    await trainSideBySide([{ ...jobs.plain, untilAccuracy: 0 }], 1, ({ epoch, loss }) => {
      if (Number.isFinite(loss)) epochs.push(epoch)
    })
    expect(epochs).toEqual([1, 2, 3])
  })

  it("goes on after the epochs asked for until the accuracy is reached, but not beyond twice as many", async () => {
    const { shortcut, shuffled } = jobs
    const slow = await trainNetwork({ ...shuffled, epochs: 2, untilAccuracy: 0.99 })
    expect(slow.epochs).toBe(4)
    expect(slow.trainingAccuracy).toBeLessThan(0.99)
    const quick = await trainNetwork({ ...shortcut, epochs: 10, untilAccuracy: 0.95 })
    expect(quick.trainingAccuracy).toBeGreaterThanOrEqual(0.95)
    expect(quick.epochs).toBeLessThan(20)
  })

  it("passes on what a thread throws", async () => {
    const broken = { ...jobs.plain, record: ["hidden7.pre"] }
    await expect(trainSideBySide([broken, jobs.plain], 2)).rejects.toThrow("hidden7.pre")
  })
})

describe("the demo in miniature", () => {
  const out = mkdtempSync(join(tmpdir(), "rote-demo-"))
  afterAll(() => rmSync(out, { recursive: true }))
  let result: DemoResult
  beforeAll(async () => {
    result = await runDemo({ out, seed: 3, threads: 2, size })
  })

  it("leaves a whole run directory for each network, and the report", async () => {
    for (const { name, measurement } of result.networks) {
      const run = await readRun(join(out, name))
      expect(run.manifest.complete).toBe(true)
      expect(run.measurement.summary).toEqual(measurement.summary)
      expect(run.measurement).toMatchObject({ examples: 100, neurons: 22 })
    }
    const html = readFileSync(result.report, "utf8")
    expect(html).toContain("<strong>shortcut</strong> against <strong>plain</strong>")
    expect(html).toContain("<strong>shuffled</strong> against <strong>true-labels</strong>")
  })

  it("looks into both claims, three entropies and mutual information, in each layer and over all", () => {
    expect(result.findings).toHaveLength(2 * 4 * (size.hidden.length + 1))
  })

  it("prints four networks, four measures and both claims in 80 columns", () => {
    const text = demoText(result)
    for (const { name } of result.networks) expect(text.split(name).length).toBeGreaterThan(4)
    expect(text).toContain("shortcut against plain: heuristic memorization")
    expect(text).toContain("shuffled against true-labels: example-level memorization")
    const lines = text.split("\n").filter((line) => !line.startsWith("report: "))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it("gives the same numbers again, and refuses a folder that holds another seed", async () => {
    const again = await runDemo({ out, seed: 3, threads: 1, size })
    expect(again).toEqual(result)
    await expect(runDemo({ out, seed: 4, threads: 1, size })).rejects.toMatchObject({ code: "settings-differ" })
    expect(existsSync(join(out, "report.html"))).toBe(true)
  })
})

type Loose = TrainingJob & { training: { colours: Uint8Array } }

/** Bit for bit the same; far quicker than comparing arrays value by value. */
function same(one: unknown, other: unknown): boolean {
  return serialize(one).equals(serialize(other))
}

/** The two channels added: the digits without their colours. */
function grey({ training: { inputs } }: TrainingJob): Float32Array {
  return Float32Array.from({ length: inputs.length / 2 }, (_, i) => {
    const at = Math.floor(i / 196) * 392 + (i % 196)
    return inputs[at] + inputs[at + 196]
  })
}

/** The channel that has the ink, image by image. */
function colours({ training: { inputs, examples } }: TrainingJob): number[] {
  return Array.from({ length: examples }, (_, i) =>
    inputs.subarray(i * 392 + 196, (i + 1) * 392).some((v) => v > 0) ? 1 : 0,
  )
}
