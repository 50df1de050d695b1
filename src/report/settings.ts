import { RoteError } from "../errors.js"
import type { Measurement, MeasureSettings, Unit } from "../estimators/measurement.js"
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

/** The settings in one line, for the foot of a figure: "H: 100 shared bins · MI: mixed, k = 3 · nats". */
export function shortSettings({ entropy, mutualInformation, unit, reference }: MeasureSettings): string {
  const parts = [
    `H: ${shortEntropy(entropy)}`,
    `MI: ${mutualInformation === null ? "not measured" : shortInformation(mutualInformation)}`,
    unit,
    ...(reference ? ["the released code's conventions"] : []),
  ]
  return parts.join(" · ")
}

const shortEdges = { global: "shared bins", local: "bins of its own", "equal-frequency": "bins of equal counts" }

function shortEntropy({ method, bins, edges, correction, k }: MeasureSettings["entropy"]): string {
  if (method === "knn") return `kNN, k = ${k}`
  return `${bins} ${shortEdges[edges]}${correction === "none" ? "" : ", Miller–Madow"}`
}

function shortInformation({ method, k, bins }: NonNullable<MeasureSettings["mutualInformation"]>): string {
  if (method === "gaussian-copula") return "Gaussian copula"
  return method === "binned" ? `${bins} × ${bins} bins` : `${method}, k = ${k}`
}

/** What is compared here of a run. */
export type NamedSettings = Pick<ReportRun, "name"> & { measurement: Pick<Measurement, "settings"> }

/** Every setting that is not the same in all runs, by its path (`entropy.bins`), with its value in each. */
export function differingSettings(runs: readonly NamedSettings[]): { setting: string; values: string[] }[] {
  const flat = runs.map(({ measurement }) => flatten("", measurement.settings))
  const settings = [...new Set(flat.flatMap((each) => [...each.keys()]))]
  return settings
    .map((setting) => ({ setting, values: flat.map((each) => each.get(setting) ?? "unset") }))
    .filter(({ values }) => new Set(values).size > 1)
}

/**
 * Makes sure that the runs may be shown side by side.
 * @throws RoteError `settings-differ` with every setting that is not the same in all runs
 */
export function requireSameSettings(runs: readonly NamedSettings[]): void {
  const differing = differingSettings(runs)
  if (differing.length === 0) return
  const found = differing.map(({ setting, values }) => {
    return `${setting}: ${runs.map(({ name }, run) => `${values[run]} (${name})`).join(", ")}`
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
