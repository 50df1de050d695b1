import type { TextColumns } from "../datasets/text/text-columns.js"
import type { EncoderSpec, ImageSet, ModelSpec } from "./sweep/model-spec.js"

export type ExperimentName = "circles" | "colored-mnist" | "shuffled-mnist" | "sentiment-adjectives" | "shuffled-imdb"
export type Knob = "alpha" | "beta" | "division" | "shuffle" | "decay-division" | "decay-shuffle"
export type Profile = "quick" | "full"

/** One knob turned: the models that differ in it, and what the paper claims of them. */
export interface SweepDefinition {
  knob: Knob
  /** The knob in figures and tables: "α". */
  symbol: string
  /** What it does, in a few words. */
  meaning: string
  values: readonly number[]
  /**
   * What rises with the knob. Heuristic memorization: entropy falls and mutual information rises. Example-level
   * memorization: entropy rises and mutual information falls.
   */
  memorization: "heuristic" | "example-level"
  /** What the measures are ranked against: validation accuracy, or the knob where turning it need not cost accuracy. */
  against: "accuracy" | "knob"
  /** Kendall's τ of mean entropy and of mean mutual information in the paper's Table 2, where it has the experiment. */
  paperTau?: { entropy: number; mutualInformation: number }
}

/** What a user may choose; everything else follows from the experiment and its profile. */
export interface ExperimentOptions {
  profile: Profile
  /** Models of each knob value, which differ in their seed: 0, 1, 2 … */
  seeds?: number
  epochs?: number
  /** Training images of each model. */
  trainingImages?: number
  images?: ImageSet
  /** Folder of the image files; file or folder of the texts, which are made up without one. */
  folder?: string
  network?: "mlp" | "resnet18"
  select?: "final" | "best"
  /** Stop early, as the paper's code does. */
  earlyStopping?: boolean
  /** Of experiments with texts. */
  texts?: TextOptions
}

export interface TextOptions {
  columns?: TextColumns
  trainingReviews?: number
  validationReviews?: number
  /** Most tokens of a text that the network sees. */
  tokens?: number
  /** Entries of the vocabulary made from the training texts, or a folder with a tokenizer; of the model's folder where there is one. */
  vocabulary?: number | string
  /** The model to begin with. Without it, one of random weights. */
  encoder?: EncoderSpec
  /** Of one with random weights. */
  layers?: number
  width?: number
}

/** A model's place in its experiment. */
export interface PlannedModel {
  knob: Knob
  value: number
  seed: number
  spec: ModelSpec
}

export interface Experiment {
  name: ExperimentName
  title: string
  sweeps: readonly SweepDefinition[]
  /** All models, seed after seed, so that an experiment stopped early has whole sweeps. @throws RoteError `usage` */
  plan(options: ExperimentOptions): PlannedModel[]
  /** The experiment with its knob turned to other values, where it has one knob. @throws RoteError `bad-option` */
  turnedTo?(values: readonly number[]): Experiment
}
