import type { Experiment, ExperimentOptions, Profile, SweepDefinition } from "../experiment.js"
import { planModels, turned } from "../plan.js"
import { refuseOptions } from "../refuse-options.js"
import { clsNeurons, type EncoderSpec, type ModelSpec, type TextDataSpec } from "../sweep/model-spec.js"
import { adjectivesSweep, shuffledReviewsSweep } from "./sweeps.js"

interface TextExperiment {
  name: "sentiment-adjectives" | "shuffled-imdb"
  title: string
  kind: TextDataSpec["kind"]
  sweep: SweepDefinition
}

interface Size {
  seeds: number
  trainingReviews: number
  validationReviews: number
  tokens: number
  vocabulary: number
  layers: number
  width: number
  epochs: number
}

/** The paper validates on 2,500 reviews. Encoders that begin with random weights are as large as a processor trains in the time. */
const sizes: Record<Profile, Size> = {
  quick: {
    ...{ seeds: 2, trainingReviews: 2000, validationReviews: 2500, tokens: 64 },
    ...{ vocabulary: 4000, layers: 2, width: 64, epochs: 8 },
  },
  full: {
    ...{ seeds: 5, trainingReviews: 10_000, validationReviews: 2500, tokens: 128 },
    ...{ vocabulary: 8000, layers: 4, width: 128, epochs: 15 },
  },
}

/** The paper's of a pretrained model; random weights have further to go. */
const learningRates = { pretrained: 5e-5, fromScratch: 5e-4 }

/** Training ends with the first epoch that has so low a mean loss: the training reviews are known. */
const stopping = { lossAtMost: 0.02 }

/** Bansal et al. 2022: labels that follow an adjective. */
export const sentimentAdjectivesExperiment = textExperiment({
  name: "sentiment-adjectives",
  title: "Sentiment Adjectives",
  kind: "adjectives",
  sweep: adjectivesSweep,
})

/** Bansal et al. 2022: labels replaced at random. */
export const shuffledImdbExperiment = textExperiment({
  name: "shuffled-imdb",
  title: "Shuffled IMDb",
  kind: "shuffled-texts",
  sweep: shuffledReviewsSweep,
})

function textExperiment(experiment: TextExperiment): Experiment {
  const { name, title, sweep } = experiment
  return {
    name,
    title,
    sweeps: [sweep],
    plan(options) {
      refuseOptions(
        options,
        ["images", "network", "trainingImages"],
        "its examples are texts, and its network an encoder",
      )
      return planModels([sweep], options.seeds ?? sizes[options.profile].seeds, (_, value, seed) =>
        modelSpec(experiment, options, value, seed),
      )
    },
    turnedTo: (values) => textExperiment({ ...experiment, sweep: turned(sweep, values) }),
  }
}

function modelSpec(
  { kind }: TextExperiment,
  options: ExperimentOptions,
  strength: number,
  seed: number,
): Omit<ModelSpec, "id"> {
  const size = sizes[options.profile]
  const { texts = {}, folder: source = null, select = "final" } = options
  const network = texts.encoder ?? smallEncoderSpec(texts.layers ?? size.layers, texts.width ?? size.width)
  return {
    data: {
      ...{ kind, source, columns: texts.columns ?? {}, strength, seed },
      trainingReviews: texts.trainingReviews ?? size.trainingReviews,
      validationReviews: texts.validationReviews ?? size.validationReviews,
      tokens: texts.tokens ?? size.tokens,
      vocabulary: texts.vocabulary ?? network.model ?? size.vocabulary,
    },
    network,
    training: {
      epochs: options.epochs ?? size.epochs,
      batchSize: 16,
      optimizer: { learningRate: network.model === null ? learningRates.fromScratch : learningRates.pretrained },
      // Without the rise, encoders that begin at random now and then stay where they began.
      schedule: "warm-linear",
      seed: 16 * seed + 6,
      select,
      stopping,
    },
    measurement: { bins: 100, neurons: clsNeurons, seed: 0, snapshots: { examples: 1000, neurons: 32 } },
  }
}

function smallEncoderSpec(layers: number, width: number): EncoderSpec {
  return { kind: "encoder", model: null, width, layers, heads: Math.max(1, width / 32) }
}
