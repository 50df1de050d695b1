import { RoteError } from "../errors.js"
import type { MeasureSettings, Unit } from "../estimators/measurement.js"
import type { ReportRun } from "./report-run.js"

/** The settings as a reader would name them, only those that had a part in the numbers. */
export function describeSettings(settings: MeasureSettings): [string, string][] {
  const { entropy, mutualInformation, examples } = settings
  return [
    ["Entropy", describeEntropy(entropy)],
    ["Mutual information", mutualInformation === null ? "not measured" : describeInformation(mutualInformation)],
    ...(mutualInformation === null
      ? []
      : [["Neurons per layer in pairs", String(mutualInformation.neuronsPerLayer ?? "all")] as [string, string]]),
    ["Examples used", examples === null ? "all" : `a sample of ${examples}`],
    ["Unit", settings.unit],
    ["Conventions", settings.reference ? "those of the code released with the paper" : "rote's defaults"],
    ["Seed", String(settings.seed)],
  ]
}

const edgeNames = {
  global: "shared by all neurons (global)",
  local: "over each neuron's own range (local)",
  "equal-frequency": "holding equally many examples",
}

function describeEntropy({ method, bins, edges, correction, k }: MeasureSettings["entropy"]): string {
  if (method === "knn") return `nearest neighbours (Kozachenko–Leonenko), k = ${k}`
  const corrected = correction === "none" ? "" : ", Miller–Madow correction"
  return `binned, ${bins} bins ${edgeNames[edges]}${corrected}`
}

const informationNames = {
  ksg: "nearest neighbours (KSG, first form)",
  ksg2: "nearest neighbours (KSG, second form)",
  mixed: "nearest neighbours for mixed data (Gao et al.)",
  binned: "binned",
  "gaussian-copula": "Gaussian copula",
}

function describeInformation({ method, k, bins }: NonNullable<MeasureSettings["mutualInformation"]>): string {
  const detail = method === "gaussian-copula" ? "" : method === "binned" ? `, ${bins} × ${bins} bins` : `, k = ${k}`
  return `${informationNames[method]}${detail}`
}

/**
 * Makes sure that the runs may be shown side by side.
 * @throws RoteError `settings-differ` with every setting that is not the same in all runs
 */
export function requireSameSettings(runs: ReportRun[]): void {
  const flat = runs.map(({ measurement }) => flatten("", measurement.settings))
  const keys = [...new Set(flat.flatMap((settings) => [...settings.keys()]))]
  const differing = keys.filter((key) => new Set(flat.map((settings) => settings.get(key) ?? "unset")).size > 1)
  if (differing.length === 0) return
  const found = differing.map((key) => {
    return `${key}: ${runs.map(({ name }, run) => `${flat[run].get(key) ?? "unset"} (${name})`).join(", ")}`
  })
  throw new RoteError("settings-differ", {
    expected: "runs measured with the same settings",
    found: found.join("; "),
    hint: "measure them again with the same settings, or make a report of each alone",
  })
}

function flatten(prefix: string, value: unknown): Map<string, string> {
  if (value === null || typeof value !== "object") return new Map([[prefix, String(value)]])
  const dot = prefix === "" ? "" : `${prefix}.`
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...flatten(`${dot}${key}`, inner)]))
}

/** Axis label of a quantity, with its unit. */
export function withUnit(quantity: string, unit: Unit): string {
  return `${quantity}, ${unit}`
}
