import type { Experiment, ExperimentOptions, Profile, SweepDefinition } from "../experiment.js"
import { planModels } from "../plan.js"
import { refuseOptions } from "../refuse-options.js"
import type { ModelSpec } from "../sweep/model-spec.js"
import {
  type CirclesSettings,
  DECAY_SETTINGS,
  DIVISIONS,
  ENTROPY_BINS,
  MEASURED_POINTS,
  PAPER_SETTINGS,
  SHUFFLES,
} from "./settings.js"

interface CirclesSweep extends SweepDefinition {
  turns: "division" | "shuffle"
  settings: CirclesSettings
}

const division = { turns: "division", values: DIVISIONS, memorization: "heuristic", against: "knob" } as const
const shuffle = { turns: "shuffle", values: SHUFFLES, memorization: "example-level", against: "knob" } as const

const followed = "share of the telling points whose third feature tells the truth"
const replaced = "share of the labels replaced at random"

/** Measures are ranked against the knob: 16-16 networks lose accuracy to noise as much as to what the knobs do. */
const sweeps: readonly CirclesSweep[] = [
  { knob: "division", symbol: "division", meaning: followed, settings: PAPER_SETTINGS, ...division },
  { knob: "shuffle", symbol: "shuffle", meaning: replaced, settings: PAPER_SETTINGS, ...shuffle },
  {
    knob: "decay-division",
    symbol: "division",
    meaning: `${followed}; with weight decay`,
    settings: DECAY_SETTINGS,
    ...division,
  },
  {
    knob: "decay-shuffle",
    symbol: "shuffle",
    meaning: `${replaced}; with weight decay`,
    settings: DECAY_SETTINGS,
    ...shuffle,
  },
]

const notForPoints = ["images", "folder", "network", "trainingImages", "earlyStopping", "texts"] as const
const because = "the circles make their own points, and train small networks to the last epoch"

const seedsOf: Record<Profile, number> = { quick: 5, full: 10 }

/** Figure 1 of Bansal et al. 2022: both sweeps as the paper's code trains them, and once more with weight decay. */
export const circlesExperiment: Experiment = {
  name: "circles",
  title: "Concentric circles",
  sweeps: sweeps.map(({ turns: _, settings: __, ...sweep }) => sweep),
  plan(options) {
    refuseOptions(options, notForPoints, because)
    return planModels(sweeps, options.seeds ?? seedsOf[options.profile], (sweep, value, seed) =>
      modelSpec(sweep, value, seed, options),
    )
  },
}

function modelSpec(
  { turns, settings }: CirclesSweep,
  value: number,
  seed: number,
  { epochs, select = "final" }: ExperimentOptions,
): Omit<ModelSpec, "id"> {
  const size = settings[turns]
  return {
    data: { kind: "circles", points: size.points, [turns]: value, validationPoints: MEASURED_POINTS, seed },
    network: { kind: "mlp", hidden: settings.hidden, start: "pytorch" },
    training: { ...settings.training, epochs: epochs ?? size.epochs, seed: 16 * seed + 6, select, stopping: null },
    measurement: { bins: ENTROPY_BINS, neurons: 64, seed: 0, snapshots: { examples: 500, neurons: 16 } },
  }
}
