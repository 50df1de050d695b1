import type { BenchTable } from "./estimators.js"

export type { BenchTable } from "./estimators.js"
export type Row = BenchTable["rows"][number]

export interface BenchOptions {
  /** Smaller workloads, fewer repetitions. */
  quick: boolean
  /** The largest workload entire, in place of its first neurons. */
  whole: boolean
  seed: number
  /** Timed with one thread and with this many. */
  threads: number
  /** Hears what is being measured. */
  onStep: (step: string) => void
}

export interface Question {
  description: string
  /** Rows with one value in this column belong together. */
  groupedBy?: string
  /** Loaded only when asked. */
  load: () => Promise<(options: BenchOptions) => Promise<BenchTable>>
}

export const questions: Record<string, Question> = {
  kernels: {
    description: "speed of the estimators beside their plain twins and other programs",
    groupedBy: "workload",
    load: async () => (await import("./kernels.js")).kernels,
  },
  scaling: {
    description: "time of a pair as the number of examples grows",
    load: async () => (await import("./scaling.js")).scaling,
  },
  memory: {
    description: "memory beside the matrix and the result",
    load: async () => (await import("./memory.js")).memory,
  },
  estimators: {
    description: "bias and error against known truth",
    groupedBy: "pairs",
    load: async () => (await import("./estimators.js")).estimators,
  },
  capture: {
    description: "speed of capturing a model's activations beside ONNX Runtime alone",
    groupedBy: "model",
    load: async () => (await import("./capture.js")).capture,
  },
  statistics: {
    description: "how often intervals, tiers and the permutation null keep their word, by simulation",
    groupedBy: "about",
    load: async () => (await import("./statistics.js")).statistics,
  },
  training: {
    description: "time of a training step",
    load: async () => (await import("./training.js")).training,
  },
  transformer: {
    description: "time of a training step of an encoder of texts",
    load: async () => (await import("./transformer.js")).transformer,
  },
}

/** A target is a number not to be exceeded. */
export function reached(value: number, target: number): "yes" | "no" {
  return value <= target ? "yes" : "no"
}
