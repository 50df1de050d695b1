import { RoteError } from "../../errors.js"
import type { Experiment, ExperimentOptions, Profile, SweepDefinition } from "../experiment.js"
import { planModels, turned } from "../plan.js"
import { refuseOptions } from "../refuse-options.js"
import type { EarlyStopping, ImageSet, ModelSpec, NetworkSpec } from "../sweep/model-spec.js"

const strengths = [0, 0.25, 0.5, 0.75, 1] as const

interface Size {
  network: NetworkSpec
  seeds: number
  trainingImages: number
  validationImages: number
  training: Pick<ModelSpec["training"], "epochs" | "batchSize" | "optimizer" | "schedule">
}

interface DigitExperiment {
  name: "colored-mnist" | "shuffled-mnist"
  title: string
  sweep: SweepDefinition
  data: "colored" | "shuffled"
  /** Of a pixel full of ink. */
  brightest: number
  sizes: Record<Profile, Size>
}

/** The released code's: every tenth epoch, after 200 epochs and once training loss is low, four looks without a gain. */
const PAPER_STOPPING: EarlyStopping = { every: 10, looks: 4, fromEpoch: 201, lossAtMost: 0.2 }

/** With the first weights of the released code. They matter: docs/experiments/shuffled-mnist.md. */
const perceptron: NetworkSpec = { kind: "mlp", hidden: [256, 256, 256], start: "glorot" }
const perceptrons = {
  quick: { network: perceptron, seeds: 3, trainingImages: 10_000, validationImages: 4000 },
  full: { network: perceptron, seeds: 10, trainingImages: 50_000, validationImages: 10_000 },
}
const constant = { optimizer: { learningRate: 1e-3 }, schedule: "constant" } as const

/** As Bansal et al. 2022 describe it: the paper's images, layers and values of α. */
export const coloredMnistExperiment = digitExperiment({
  name: "colored-mnist",
  title: "Colored MNIST",
  sweep: {
    knob: "alpha",
    symbol: "α",
    meaning: "how far the colour gives the label away",
    values: strengths,
    memorization: "heuristic",
    against: "accuracy",
    paperTau: { entropy: 1, mutualInformation: 1 },
  },
  data: "colored",
  brightest: 1,
  sizes: {
    quick: { ...perceptrons.quick, training: { epochs: 30, batchSize: 128, ...constant } },
    full: { ...perceptrons.full, training: { epochs: 40, batchSize: 512, ...constant } },
  },
})

/**
 * At full size the learning rate falls to zero: at a constant one, 50,000 random labels are not learnt by heart in 150 epochs
 * (57 % of them in a run of the released code), and a network that has not memorised says nothing about memorization.
 */
export const shuffledMnistExperiment = digitExperiment({
  name: "shuffled-mnist",
  title: "Shuffled MNIST",
  sweep: {
    knob: "beta",
    symbol: "β",
    meaning: "share of the labels replaced at random",
    values: strengths,
    memorization: "example-level",
    against: "accuracy",
    paperTau: { entropy: 1, mutualInformation: 0.88 },
  },
  data: "shuffled",
  // The released code has two equal channels and adds them up.
  brightest: 2,
  sizes: {
    quick: { ...perceptrons.quick, training: { epochs: 40, batchSize: 128, ...constant } },
    full: {
      ...perceptrons.full,
      training: { epochs: 80, batchSize: 512, optimizer: { learningRate: 3e-3 }, schedule: "linear" },
    },
  },
})

/**
 * Residual networks of fewer channels than the real 64, and of fewer seeds: a step of the real one takes many seconds in
 * WebAssembly.
 */
const residualSizes: Record<Profile, Size> = {
  quick: {
    network: { kind: "resnet18", base: 8 },
    seeds: 1,
    trainingImages: 5000,
    validationImages: 2000,
    training: { epochs: 8, batchSize: 128, ...constant },
  },
  full: {
    network: { kind: "resnet18", base: 16 },
    seeds: 3,
    trainingImages: 50_000,
    validationImages: 10_000,
    training: { epochs: 30, batchSize: 128, ...constant },
  },
}

function sizeOf({ sizes }: DigitExperiment, { profile, network = "mlp" }: ExperimentOptions): Size {
  return (network === "mlp" ? sizes : residualSizes)[profile]
}

function digitExperiment(experiment: DigitExperiment): Experiment {
  const { name, title, sweep } = experiment
  return {
    name,
    title,
    sweeps: [sweep],
    plan(options) {
      const { seeds = sizeOf(experiment, options).seeds, images = "mnist", folder = null } = options
      refuseOptions(options, ["texts"], "its examples are images")
      requireImages(name, images, folder)
      return planModels([sweep], seeds, (_, value, seed) => modelSpec(experiment, options, value, seed))
    },
    turnedTo: (values) => digitExperiment({ ...experiment, sweep: turned(sweep, values) }),
  }
}

function modelSpec(
  experiment: DigitExperiment,
  options: ExperimentOptions,
  value: number,
  seed: number,
): Omit<ModelSpec, "id"> {
  const { data, brightest } = experiment
  const size = sizeOf(experiment, options)
  const { images = "mnist", folder = null, select = "final" } = options
  return {
    data: {
      kind: data,
      images,
      folder,
      trainingImages: options.trainingImages ?? size.trainingImages,
      validationImages: size.validationImages,
      brightest,
      strength: value,
      seed,
    },
    network: size.network,
    training: {
      ...size.training,
      epochs: options.epochs ?? size.training.epochs,
      seed: 16 * seed + 6,
      select,
      stopping: options.earlyStopping ? PAPER_STOPPING : null,
    },
    measurement: { bins: 100, neurons: 64, seed: 0, snapshots: { examples: 1000, neurons: 32 } },
  }
}

function requireImages(experiment: string, images: ImageSet, folder: string | null): void {
  if (images !== "mnist" && folder === null) {
    throw new RoteError("usage", {
      input: "--data",
      expected: `the folder with the files of ${images}`,
      found: "none",
      hint: "only MNIST comes with rote",
    })
  }
  if (experiment === "colored-mnist" && images.startsWith("cifar")) {
    throw new RoteError("usage", {
      input: "--dataset",
      expected: "grey images to colour: mnist, fashion-mnist",
      found: images,
    })
  }
}
