import type { MeasureSettings } from "../estimators/measurement.js"
import { settingsLines } from "../report/measurement-words.js"
import type { LayerSignificance, Significance } from "../selection/significance.js"
import { count, fixed, percent, pText } from "./numbers.js"
import { layerLabels, rowLabels } from "./row-labels.js"
import { bold, dim } from "./style.js"
import { table, wrapped } from "./table.js"

const columns = 80
const labelColumns = 18

/** Mutual information against chance for a terminal 80 columns wide, per layer and over all, and how to read it. */
export function significanceText(significance: Significance, name: string, settings: MeasureSettings): string {
  const { layers, all, permutations, falseDiscoveryRate } = significance
  const rows = layers.length === 1 ? layers : [...layers, all]
  const labels = layerLabels(layers, labelColumns)
  const how = `${count(permutations, "permutation")} of every neuron's examples, seed ${significance.seed}`
  const [header, ...lines] = table([headings, ...rows.map((row, i) => cells(row, labels[i]))])
  return [
    `${bold(rowLabels([name], labelColumns)[0])}: ${how}`,
    ...settingsLines(settings),
    "",
    bold(header),
    ...lines,
    "",
    ...wrapped(reading(permutations, falseDiscoveryRate), columns).map((line) => dim(line)),
  ].join("\n")
}

const headings = ["layer", "pairs", "MI", "by chance", "p", "above chance", "from"]

function cells(row: LayerSignificance, label: string): string[] {
  const { pairs, mean, nullMean, nullStandardDeviation, meanP, above, threshold } = row
  return [
    label,
    pairs.toLocaleString("en"),
    fixed(mean, 3),
    `${fixed(nullMean, 3)} ±${fixed(nullStandardDeviation, 3)}`,
    pText(meanP),
    `${above.toLocaleString("en")}, ${pairs === 0 ? "–" : percent(above / pairs)}`,
    threshold === null ? "–" : fixed(threshold, 3),
  ]
}

function reading(permutations: number, falseDiscoveryRate: number): string {
  return (
    "MI: mean over the pairs; by chance: its mean and standard deviation where every neuron's examples are shuffled on their " +
    `own; p: of a mean as high by chance, at least ${pText(1 / (1 + permutations))} with so many permutations. Above chance: ` +
    `pairs that chance does not explain, of which ${percent(falseDiscoveryRate)} are expected to be false, and the least of ` +
    "them. That a pair shares something does not say that it shares much."
  )
}
