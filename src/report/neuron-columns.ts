import type { Measurement, NeuronTable } from "../estimators/measurement.js"
import type { Column } from "./client-data.js"

type Quantity = Exclude<keyof NeuronTable, "layer" | "dead" | "constant" | "duplicateOf" | "heavyTailed">

/** The numbers of the neuron table, in the order of its columns. */
export function neuronColumns(): (Column & { key: Quantity })[] {
  return [
    { key: "entropy", label: "Entropy", digits: 3 },
    { key: "entropyLocal", label: "Entropy, local", digits: 3 },
    { key: "entropyKnn", label: "Entropy, kNN", digits: 3 },
    { key: "meanMutualInformation", label: "Mean MI", digits: 4 },
    { key: "mean", label: "Mean", digits: 4 },
    { key: "standardDeviation", label: "SD", digits: 4 },
    { key: "minimum", label: "Minimum", digits: 4 },
    { key: "maximum", label: "Maximum", digits: 4 },
    { key: "skewness", label: "Skewness", digits: 2 },
    { key: "excessKurtosis", label: "Kurtosis", digits: 2 },
    { key: "zeroShare", label: "Zeros", digits: 1, percent: true },
    { key: "tieShare", label: "Ties", digits: 1, percent: true },
  ]
}

/** Names of the flags, as the filter offers them. */
export const flagNames = ["dead", "constant", "duplicate", "tied", "heavy-tailed"]

/** The flags that hold for neuron `j`: of dead, constant and tied, each of which implies the next, the first. */
export function neuronFlags({ neuronTable: table }: Measurement, j: number): string[] {
  const dead = table.dead[j] > 0
  const constant = table.constant[j] > 0
  const tied = table.tieShare[j] > 0.5
  const holds = [dead, constant && !dead, table.duplicateOf[j] >= 0, tied && !constant, table.heavyTailed[j] > 0]
  return flagNames.filter((_, flag) => holds[flag])
}

/** Six significant digits: as much as the table shows, half the size. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null
}
