import { printable } from "../errors.js"
import type { MeasureSettings } from "../estimators/measurement.js"
import { settingsLines } from "../report/measurement-words.js"
import type { Carriers, Comparison, Difference, LayerComparison } from "../selection/comparison.js"
import { count, excludesZero, fixed, percent, signed, span, withHalfWidth } from "./numbers.js"
import { layerLabels } from "./row-labels.js"
import { bold, dim } from "./style.js"
import { headedTable, wrapped } from "./table.js"

const columns = 80
const labelColumns = 26
const mostCarriers = 5
/** Stands for a space at which no line is broken. */
const unbroken = "\u00a0"

/** Two models side by side for a terminal 80 columns wide: the sentences that may be said, a table per measure, who carries it. */
export function comparisonText(comparison: Comparison, settings: MeasureSettings): string {
  const { names, examples, layers, all, sentences } = comparison
  const [first, second] = names.map(printable)
  const rows = layers.length === 1 ? layers : [...layers, all]
  const labels = layerLabels(layers, labelColumns)
  const carriers = comparison.carriers.flatMap((each) => carriersText(each, comparison))
  return [
    ...wrapped(`${bold(second)} (second) against ${bold(first)} (first), ${count(examples, "example")}`, columns),
    ...settingsLines(settings),
    "",
    ...measureTable(
      "H",
      rows.map(({ entropy }) => entropy),
      labels,
    ),
    ...(rows.every(({ mutualInformation }) => mutualInformation === null)
      ? []
      : [
          "",
          ...measureTable(
            "MI",
            rows.map(({ mutualInformation }) => mutualInformation),
            labels,
          ),
        ]),
    "",
    ...verdicts(rows, labels),
    ...(carriers.length === 0 ? [] : ["", bold("Neurons that carry four fifths of a difference"), ...carriers]),
    "",
    ...sentences.flatMap((sentence) => wrapped(printable(sentence), columns)),
    "",
    ...wrapped(reading, columns).map((line) => dim(line)),
  ].join("\n")
}

function measureTable(name: string, differences: (Difference | null)[], labels: string[]): string[] {
  const rows = differences.map((each, i) => [labels[i], ...(each === null ? Array(5).fill("–") : cells(each))])
  return headedTable([[name, "first", "second", "difference", "95 % interval", "δ"], ...rows])
}

function cells({ first, second, difference, interval, effect }: Difference): string[] {
  return [
    fixed(first, 3),
    fixed(second, 3),
    signed(difference, 3),
    span(interval, (end) => signed(end, 3)),
    signed(effect, 2),
  ]
}

/** The differences that no scale of a neuron decides, and what both measures come to. */
function verdicts(rows: LayerComparison[], labels: string[]): string[] {
  return headedTable([
    ["without scale", "H local", "H kNN", "verdict on second"],
    ...rows.map(({ entropyLocal, entropyKnn, verdict }, i) => [
      labels[i],
      withHalfWidth(entropyLocal),
      withHalfWidth(entropyKnn),
      verdict,
    ]),
  ])
}

/** A line of names where the measure differs there. */
function carriersText(
  { layer, measure, difference, carriers, neurons }: Carriers,
  { layers, all }: Comparison,
): string[] {
  const found = (layer === null ? all : layers.find((each) => each.layer === layer))?.[measure]
  const isShown = layers.length === 0 || layer !== null
  if (found == null || !isShown || carriers.length === 0 || !excludesZero(found)) return []
  const named = carriers
    .slice(0, mostCarriers)
    .map(({ label, share }) => `${printable(within(layer, label))} ${percent(share)}`.replaceAll(" ", unbroken))
    .join(", ")
  const more = carriers.length > mostCarriers ? ", …" : ""
  const where = layer === null ? "all layers" : printable(layer)
  const symbol = measure === "entropy" ? "H" : "MI"
  return wrapped(
    `${symbol} in ${where}, ${signed(difference, 3)}: ${carriers.length} of ${count(neurons, "neuron")}: ${named}${more}`,
    columns - 2,
  ).map((line, i) => (i === 0 ? line : `  ${line}`).replaceAll(unbroken, " "))
}

/** A neuron's name without its layer's, which stands before it. */
function within(layer: string | null, label: string): string {
  return layer !== null && label.startsWith(`${layer}[`) ? label.slice(layer.length) : label
}

const reading =
  "Means over neurons (H) and over pairs of them (MI), second less first. δ, from −1 to +1: how far the second's neurons " +
  "(pairs) exceed the first's (Cliff). H local and H kNN do not change with a neuron's scale: where they do not differ and H " +
  "does, it is scale. Lower H and higher MI: less diverse. The verdict holds for all layers at once."
