import type { BoxStatistics, Unit } from "../estimators/measurement.js"
import { decimal } from "./numbers.js"
import type { ReportRun } from "./report-run.js"

type Direction = "lower" | "higher" | "unclear"

/** What the overall means of one run, set against the first run's, say in plain words. */
export interface Comparison {
  run: string
  baseline: string
  /** What was found, with the means. */
  finding: string
  /** How the paper reads such a finding. */
  reading: string
  /** A warning where the estimates of entropy do not agree among themselves, or null. */
  caution: string | null
}

/** Compares each further run with the first; one run alone compares with nothing. */
export function compareRuns(runs: ReportRun[]): Comparison[] {
  const [baseline, ...others] = runs
  return others.map((run) => compare(run, baseline))
}

function compare(run: ReportRun, baseline: ReportRun): Comparison {
  const [ours, theirs] = [run.measurement.summary.all, baseline.measurement.summary.all]
  const unit = run.measurement.settings.unit
  const entropy = direction(ours.entropy, theirs.entropy)
  const information = direction(ours.mutualInformation, theirs.mutualInformation)
  const local = direction(ours.entropyLocal, theirs.entropyLocal)
  const knn = direction(ours.entropyKnn, theirs.entropyKnn)
  return {
    run: run.name,
    baseline: baseline.name,
    finding: [
      finding("entropy", entropy, [ours.entropy, theirs.entropy], unit, 3),
      finding("mutual information", information, [ours.mutualInformation, theirs.mutualInformation], unit, 4),
    ].join("; "),
    reading: reading(entropy, information, ours.mutualInformation !== null && theirs.mutualInformation !== null),
    caution: scaleCaution(entropy, local, knn),
  }
}

/** Higher or lower only where the 95 % intervals of the means do not touch. */
function direction(ours: BoxStatistics | null, theirs: BoxStatistics | null): Direction {
  if (ours === null || theirs === null) return "unclear"
  if (ours.meanInterval[1] < theirs.meanInterval[0]) return "lower"
  return ours.meanInterval[0] > theirs.meanInterval[1] ? "higher" : "unclear"
}

function finding(
  quantity: string,
  found: Direction,
  [ours, theirs]: [BoxStatistics | null, BoxStatistics | null],
  unit: Unit,
  digits: number,
): string {
  if (ours === null || theirs === null) return `no ${quantity} to compare`
  const means = `(mean ${decimal(ours.mean, digits)} against ${decimal(theirs.mean, digits)} ${unit})`
  return found === "unclear" ? `no clear difference in ${quantity} ${means}` : `${found} ${quantity} ${means}`
}

function reading(entropy: Direction, information: Direction, measured: boolean): string {
  if (entropy === "lower" && information === "higher") {
    return "Both measures point the same way: the sign of a shortcut (heuristic memorization)."
  }
  if (entropy === "higher" && information === "lower") {
    return "Both measures point the same way: the sign of learning by heart (example-level memorization)."
  }
  if (entropy === "unclear" && information === "unclear") {
    return measured
      ? "The intervals overlap: these runs cannot be told apart by their means."
      : "Nothing is to be concluded."
  }
  if (entropy === "unclear" || information === "unclear") {
    const [clear, other] =
      information === "unclear" ? ["entropy", "mutual information"] : ["mutual information", "entropy"]
    const sign = entropy === "lower" || information === "higher" ? "a shortcut" : "learning by heart"
    return `Only ${clear} differs clearly, in the direction of ${sign}; ${other} does not bear it out.`
  }
  return "The measures disagree: entropy and mutual information moved the same way, which is the sign of neither kind of memorization."
}

function scaleCaution(asked: Direction, local: Direction, knn: Direction): string | null {
  if (asked === "unclear" || (local === asked && knn === asked)) return null
  const others = [
    ...(local === asked ? [] : [`with bins over each neuron's own range it is ${wording(local)}`]),
    ...(knn === asked ? [] : [`by nearest neighbours, scale removed, it is ${wording(knn)}`]),
  ]
  return `Entropy is ${asked} as measured, but ${others.join(" and ")}: part of the difference may be the scale of the activations rather than their shape.`
}

function wording(found: Direction): string {
  return found === "unclear" ? "not clearly different" : found
}
