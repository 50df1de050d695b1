import type { BoxStatistics, Unit } from "../estimators/measurement.js"
import { count, decimal } from "./numbers.js"
import type { ReportRun } from "./report-run.js"

type Direction = "lower" | "higher" | "unclear"

/** What the overall means of one run, set against another's, say in plain words. */
export interface Comparison {
  run: string
  /** Place of the run in the report. */
  index: number
  baseline: string
  /** What was found, with the means. */
  finding: string
  /** How the paper reads such a finding. */
  reading: string
  /** What makes the comparison doubtful. */
  cautions: string[]
}

/** Compares each run with its baseline, which is the first run unless it names another; one run alone compares with nothing. */
export function compareRuns(runs: ReportRun[]): Comparison[] {
  return runs.flatMap((run, index) => {
    const baseline = runs.find(({ name }) => name === run.baseline) ?? runs[0]
    return baseline === run ? [] : [{ ...compare(run, baseline), index }]
  })
}

function compare(run: ReportRun, baseline: ReportRun): Omit<Comparison, "index"> {
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
    cautions: [...scaleCaution(entropy, local, knn), ...exampleCaution(run, baseline)],
  }
}

/** Higher or lower only where the 95 % intervals of the means do not touch; of one value there is no interval. */
function direction(ours: BoxStatistics | null, theirs: BoxStatistics | null): Direction {
  if (ours === null || theirs === null || ours.count < 2 || theirs.count < 2) return "unclear"
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

/** The estimates of entropy do not agree among themselves. */
function scaleCaution(asked: Direction, local: Direction, knn: Direction): string[] {
  if (asked === "unclear" || (local === asked && knn === asked)) return []
  const others = [
    ...(local === asked ? [] : [`with bins over each neuron's own range it is ${wording(local)}`]),
    ...(knn === asked ? [] : [`by nearest neighbours, scale removed, it is ${wording(knn)}`]),
  ]
  return [
    `Entropy is ${asked} as measured, but ${others.join(" and ")}: part of the difference may be the scale of the activations rather than their shape.`,
  ]
}

function exampleCaution({ measurement: ours }: ReportRun, { measurement: theirs }: ReportRun): string[] {
  if (ours.examples === theirs.examples) return []
  return [
    `Measured on ${count(ours.examples)} examples against ${count(theirs.examples)}: the estimates themselves change with the number of examples.`,
  ]
}

function wording(found: Direction): string {
  return found === "unclear" ? "not clearly different" : found
}
