import { measure } from "#src/estimators/measure.js"
import type { Measurement } from "#src/estimators/measurement.js"
import { shuffledMnistExperiment } from "#src/experiments/digits/experiments.js"
import type { ExperimentOptions } from "#src/experiments/experiment.js"
import type { LoadedModel } from "#src/experiments/report/loaded-model.js"
import type { ExperimentRun } from "#src/experiments/run-experiment-node.js"
import { meanMeasures } from "#src/experiments/sweep/mean-measures.js"
import {
  type MeanMeasures,
  type ModelResult,
  meansOn,
  measuredSides,
  type SideMeans,
} from "#src/experiments/sweep/model-result.js"
import { type SweptModel, trendTable } from "#src/experiments/sweep/trend-table.js"
import { normals, seededRandom } from "#src/random.js"

export const experiment = shuffledMnistExperiment
export const [sweep] = experiment.sweeps
const examples = 50
const widths = [6, 5]
const training = { optimizer: { learningRate: 0.003 }, schedule: "linear", batchSize: 512 } as const

export interface SampleOptions extends Partial<ExperimentOptions> {
  layerNames?: string[]
  mutualInformation?: boolean
}

type RectifierSide = "pre" | "post"

/** A model loaded before the rectifiers, and its measurements on both sides. */
export interface SampleModel extends LoadedModel {
  measurements: Record<RectifierSide, Measurement>
}

/** Ten tiny models of the experiment, two of each setting, measured: neurons grow with β, and in the last layer also apart. */
export function sampleModels(options: SampleOptions = {}): Promise<SampleModel[]> {
  const { layerNames = ["hidden1", "hidden2"], mutualInformation, ...experimentOptions } = options
  const planned = experiment.plan({ profile: "quick", seeds: 2, trainingImages: 10_000, ...experimentOptions })
  return Promise.all(
    planned.map(async ({ knob, value, seed, spec: plannedSpec }, index) => {
      const spec = { ...plannedSpec, training: { ...plannedSpec.training, ...training } }
      const values = activations(value, 100 + index)
      const measured = async (side: RectifierSide) =>
        measure(matrix(side === "pre" ? values : values.map((x) => Math.max(0, x)), layerNames, side), {
          entropy: { bins: 10 },
          threads: 1,
          ...(mutualInformation === false ? { mutualInformation: "none" as const } : {}),
        })
      const measurements = { pre: await measured("pre"), post: await measured("post") }
      const means = { pre: meanMeasures(measurements.pre), post: meanMeasures(measurements.post) }
      const place = { knob, value, seed }
      return { ...place, result: result(spec, value, seed, means), measurements, measurement: measurements.pre }
    }),
  )
}

function activations(beta: number, seed: number): Float64Array {
  const normal = normals(seededRandom(seed))
  const shared = Float64Array.from({ length: examples }, () => normal())
  const neurons = widths[0] + widths[1]
  return Float64Array.from({ length: neurons * examples }, (_, i) => {
    const own = i < widths[0] * examples ? 0.5 : beta
    return (1 + beta) * (own * normal() + (1 - own) * shared[i % examples])
  })
}

function matrix(data: Float64Array, names: string[], side: RectifierSide) {
  const layers = [
    { name: `${names[0]}.${side}`, start: 0, end: widths[0] },
    { name: `${names[1]}.${side}`, start: widths[0], end: widths[0] + widths[1] },
  ]
  return { examples, neurons: widths[0] + widths[1], data, layers }
}

function result(
  spec: ModelResult["spec"],
  beta: number,
  seed: number,
  means: Record<RectifierSide, MeanMeasures[]>,
): ModelResult {
  const snapshots = [0, 1, 2].map((epoch) => ({
    epoch,
    trainingAccuracy: 0.1 + 0.4 * epoch,
    validationAccuracy: 0.1 + 0.4 * epoch * (1 - beta),
    measures: means.pre,
  }))
  return {
    format: "rote-model",
    version: 1,
    spec,
    epochs: 2,
    measuredEpoch: 2,
    accuracy: { training: 0.99, validation: 0.9 - 0.8 * beta + 0.01 * seed },
    losses: [2, 1],
    snapshots,
    ...means,
    tool: { version: "0.1.0", node: "v20.20.2", platform: "linux-x64" },
    seconds: 1,
  }
}

export function runOf(models: SweptModel[], options: Partial<ExperimentOptions> = {}): ExperimentRun {
  return { experiment, options: { profile: "quick", ...options }, models, trends: trendTable(sweep, models) }
}

/** The models with other means: what `change` makes of each, on both sides and in every layer. */
export function withMeans<Model extends SweptModel>(
  models: Model[],
  change: (means: MeanMeasures, beta: number) => Partial<MeanMeasures>,
): Model[] {
  return models.map((model) => {
    const changed = (means: MeanMeasures[]) => means.map((one) => ({ ...one, ...change(one, model.value) }))
    const means: SideMeans = Object.fromEntries(
      measuredSides(model.result).map((side) => [side, changed(meansOn(model.result, side))]),
    )
    return { ...model, result: { ...model.result, ...means } }
  })
}
