import { measure } from "#src/estimators/measure.js"
import type { Measurement } from "#src/estimators/measurement.js"
import type { Experiment } from "#src/experiments/experiment.js"
import { planModels } from "#src/experiments/plan.js"
import type { LoadedModel } from "#src/experiments/report/loaded-model.js"
import type { ExperimentRun } from "#src/experiments/run-experiment-node.js"
import { meanMeasures } from "#src/experiments/sweep/mean-measures.js"
import type { MeanMeasures, ModelResult, SideMeans } from "#src/experiments/sweep/model-result.js"
import { type ModelSpec, type NetworkSpec, type Side, sidesOf } from "#src/experiments/sweep/model-spec.js"
import { trendTable } from "#src/experiments/sweep/trend-table.js"
import { adjectivesSweep, shuffledReviewsSweep } from "#src/experiments/text/sweeps.js"
import { normals, seededRandom } from "#src/random.js"

const examples = 60
const neuronsPerLayer = 7

export interface TextSampleOptions {
  experiment?: "sentiment-adjectives" | "shuffled-imdb"
  layers?: number
  /** As the specification has it: above 64 the pairs of every neuron are a side of their own. */
  width?: number
  source?: string | null
  /** Of those in which neurons are measured; 7 unless given. */
  neurons?: number
}

/** A model of texts and its measurements on every side it has. */
export interface SampleTextModel extends LoadedModel {
  measurements: Partial<Record<Side, Measurement>>
}

/** Two networks of each setting of an experiment with texts, made up: neurons move with the knob as the paper claims. */
export async function sampleTextModels(options: TextSampleOptions = {}): Promise<SampleTextModel[]> {
  const { experiment = "sentiment-adjectives" } = options
  const sweep = experiment === "sentiment-adjectives" ? adjectivesSweep : shuffledReviewsSweep
  const planned = planModels([sweep], 2, (_, value, seed) => textSpec(options, value, seed))
  return Promise.all(
    planned.map(async ({ knob, value, seed, spec }, index) => {
      const risen = experiment === "sentiment-adjectives" ? -value : value
      const measurements = await measured(spec, activations(options, risen, 200 + index))
      const means: SideMeans = Object.fromEntries(
        sidesOf(spec.network).map((side) => [side, meanMeasures(measurements[side]!)]),
      )
      const result = { ...textResult(spec, value, seed, means.cls!), ...means }
      return { knob, value, seed, result, measurements, measurement: measurements.cls! }
    }),
  )
}

function textSpec(options: TextSampleOptions, value: number, seed: number): Omit<ModelSpec, "id"> {
  const { experiment = "sentiment-adjectives", layers = 2, width = 128, source = null } = options
  const network: NetworkSpec = { kind: "encoder", model: null, width, layers, heads: 4 }
  return {
    data: {
      kind: experiment === "sentiment-adjectives" ? "adjectives" : "shuffled-texts",
      source,
      columns: {},
      trainingReviews: 4000,
      validationReviews: 2500,
      tokens: 128,
      vocabulary: 8000,
      strength: value,
      seed,
    },
    network,
    training: {
      epochs: 2,
      batchSize: 16,
      optimizer: { learningRate: 3e-4 },
      schedule: "constant",
      seed,
      select: "final",
      stopping: { lossAtMost: 0.05 },
    },
    measurement: { bins: 10, neurons: 4, seed: 0, snapshots: { examples: 30, neurons: 3 } },
  }
}

async function measured(
  { network, measurement: { bins, neurons, seed } }: ModelSpec,
  matrix: ReturnType<typeof activations>,
): Promise<Partial<Record<Side, Measurement>>> {
  const found: Partial<Record<Side, Measurement>> = {}
  for (const side of sidesOf(network)) {
    const few = side === "cls" && neurons !== null ? { neurons } : {}
    found[side] = await measure(matrix, { entropy: { bins }, seed, threads: 1, ...few })
  }
  return found
}

/** Neurons that lie the further from what they share, and all but the first of a layer the wider, the more has risen. */
function activations({ layers = 2, neurons = neuronsPerLayer }: TextSampleOptions, risen: number, seed: number) {
  const normal = normals(seededRandom(seed))
  const all = layers * neurons
  const shared = Float64Array.from({ length: layers * examples }, () => normal())
  const own = 0.55 + 0.35 * risen
  const data = Float64Array.from({ length: all * examples }, (_, i) => {
    const layer = Math.floor(i / (neurons * examples))
    const isFirst = Math.floor(i / examples) % neurons === 0
    const width = (1 + 0.2 * layer) * (isFirst ? 3 : Math.exp(0.8 * risen))
    return width * (own * normal() + (1 - own) * shared[layer * examples + (i % examples)])
  })
  return {
    examples,
    neurons: all,
    data,
    layers: Array.from({ length: layers }, (_, i) => {
      return { name: `layer${i + 1}`, start: i * neurons, end: (i + 1) * neurons }
    }),
  }
}

function textResult(spec: ModelSpec, value: number, seed: number, measures: MeanMeasures[]): ModelResult {
  const isOfAdjectives = spec.data.kind === "adjectives"
  const validation = (isOfAdjectives ? 0.85 - 0.15 * value : 0.85 - 0.35 * value) + 0.01 * seed
  const byAdjective = { agree: 0.88 + 0.1 * value, disagree: 0.7 - 0.65 * value + 0.02 * seed }
  const disagree = 800 + 20 * seed
  const changed = Math.round(value * disagree)
  const facts = { qualifying: 4000, agree: 4000 - disagree, disagree, changed, changedShare: changed / 4000 }
  return {
    format: "rote-model",
    version: 1,
    spec,
    epochs: 2,
    measuredEpoch: 2,
    accuracy: { training: 0.99, validation, ...(isOfAdjectives ? byAdjective : {}) },
    ...(isOfAdjectives ? { facts } : {}),
    losses: [0.6, 0.04],
    snapshots: [0, 1, 2].map((epoch) => ({
      epoch,
      trainingAccuracy: 0.5 + 0.245 * epoch,
      validationAccuracy: 0.5 + (0.5 * epoch * (validation - 0.5)) / 1,
      measures,
    })),
    tool: { version: "0.1.0", node: "v20.20.2", platform: "linux-x64" },
    seconds: 1,
  }
}

export function textRunOf(models: SampleTextModel[]): ExperimentRun {
  const isOfAdjectives = models[0].result.spec.data.kind === "adjectives"
  const sweep = isOfAdjectives ? adjectivesSweep : shuffledReviewsSweep
  const experiment: Experiment = {
    name: isOfAdjectives ? "sentiment-adjectives" : "shuffled-imdb",
    title: isOfAdjectives ? "Sentiment Adjectives" : "Shuffled IMDb",
    sweeps: [sweep],
    plan: () => [],
  }
  return { experiment, options: { profile: "quick" }, models, trends: trendTable(sweep, models) }
}
