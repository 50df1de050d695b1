import { type BootstrapOptions, bootstrapInterval, tauOf } from "./bootstrap.js"
import { concordance, tauB } from "./concordance.js"
import { type KendallTau, kendallTau } from "./kendall.js"
import { smallestP } from "./kendall-p.js"

/** One trained network of a sweep. */
export interface SweptNetwork {
  /** What the sweep turns, α or β: the higher, the more there is to memorize. */
  knob: number
  /** Tells the networks of one knob value apart. */
  seed: number
  /** Mean entropy or mean mutual information of its neurons, nats. */
  value: number
  /** Validation accuracy, or any labelled metric that is higher in better networks. */
  accuracy: number
}

/** What becomes of a measure as memorization rises. */
export type Direction = "rises" | "falls"

/** Bansal et al. 2022: heuristic memorization makes neurons uniform and alike, example-level memorization diverse. */
export const PAPER_CLAIMS: Readonly<
  Record<"heuristic" | "example-level", { entropy: Direction; mutualInformation: Direction }>
> = {
  heuristic: { entropy: "falls", mutualInformation: "rises" },
  "example-level": { entropy: "rises", mutualInformation: "falls" },
}

/** `not significant` where p > .05, else whether τ has the sign that the paper claims. */
export type TrendOutcome = "as in the paper" | "against the paper" | "not significant"

/** Kendall's τ-b of a measure and memorization: positive as the paper claims, whichever way the measure should go. */
export interface Agreement extends KendallTau {
  /** 95 % bootstrap interval of τ, seeds resampled within each knob value; null with one seed each. */
  interval: [number, number] | null
  /** Smallest p that so many points can reach: with four or fewer, nothing is significant. */
  smallestP: number
  outcome: TrendOutcome
}

export interface Trend {
  /** A point per knob value: means over its seeds. */
  overModels: Agreement
  /** A point per network. Its p takes the seeds of a knob value for independent networks, which flatters it. */
  overSeeds: Agreement
}

export interface TrendOptions extends BootstrapOptions {
  /** What says how much was memorized: low accuracy (by default), or the knob itself, for sweeps that need not cost accuracy. */
  against?: "accuracy" | "knob"
}

/**
 * A row of the paper's Table 2: does the measure order the networks of a sweep as the accuracy (or the knob) does, in the
 * direction that the paper claims? Does not depend on the order of `networks`.
 *
 * @param claimed what the paper says the measure does as memorization rises
 * @throws RoteError `bad-option` for draws that are no positive integer
 */
export function trend(
  networks: readonly SweptNetwork[],
  claimed: Direction,
  { against = "accuracy", ...bootstrap }: TrendOptions = {},
): Trend {
  const sorted = [...networks].sort((a, b) => a.knob - b.knob || a.seed - b.seed)
  const measure = sorted.map(({ value }) => (claimed === "rises" ? value : -value))
  const memorization = sorted.map(({ knob, accuracy }) => (against === "knob" ? knob : -accuracy))
  const strata = strataByKnob(sorted)
  const everyTau = (drawn: readonly Int32Array[]) => tauOf(measure, memorization, joined(drawn))
  const meansTau = (drawn: readonly Int32Array[]) =>
    tauB(concordance(meansOf(measure, drawn), meansOf(memorization, drawn)))
  return {
    overModels: agreement(
      kendallTau(meansOf(measure, strata), meansOf(memorization, strata)),
      bootstrapInterval(strata, meansTau, bootstrap),
    ),
    overSeeds: agreement(kendallTau(measure, memorization), bootstrapInterval(strata, everyTau, bootstrap)),
  }
}

/** Indices of the networks of each knob value; `sorted` has the knobs in increasing order. */
function strataByKnob(sorted: readonly SweptNetwork[]): number[][] {
  const knobs = [...new Set(sorted.map(({ knob }) => knob))]
  return knobs.map((knob) => sorted.flatMap((network, i) => (network.knob === knob ? [i] : [])))
}

function meansOf(values: readonly number[], strata: readonly ArrayLike<number>[]): number[] {
  return strata.map((stratum) => Array.from(stratum).reduce((sum, i) => sum + values[i], 0) / stratum.length)
}

function joined(drawn: readonly Int32Array[]): Int32Array {
  return Int32Array.from(drawn.flatMap((stratum) => [...stratum]))
}

function agreement(found: KendallTau, interval: [number, number] | null): Agreement {
  const { tau, p, n } = found
  return { ...found, interval: tau === null ? null : interval, smallestP: smallestP(n), outcome: outcomeOf(tau, p) }
}

function outcomeOf(tau: number | null, p: number): TrendOutcome {
  if (tau === null || p > 0.05) return "not significant"
  return tau > 0 ? "as in the paper" : "against the paper"
}
