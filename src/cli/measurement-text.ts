import type { LayerSummary, Measurement } from "../estimators/measurement.js"
import {
  howToRead,
  measureCells,
  measureHeader,
  settingsLines,
  shareCells,
  sharesHeader,
} from "../report/measurement-words.js"
import { count } from "./numbers.js"
import { rowLabels } from "./row-labels.js"
import { bold, dim } from "./style.js"
import { table, wrapped } from "./table.js"

const columns = 80
const layerColumns = 14

/** The summary of a measurement for a terminal 80 columns wide: per layer, over all, and how to read it. */
export function measurementText(measurement: Measurement): string {
  const { settings, summary } = measurement
  const layers = measurement.layers.length > 1 ? [...summary.layers, summary.all] : summary.layers
  const names = layerNames(layers)
  const [header, ...rows] = table([measureHeader, ...layers.map((layer, l) => [names[l], ...measureCells(layer)])])
  const [shareHeader, ...shareRows] = table([
    sharesHeader,
    ...layers.map((layer, l) => [names[l], ...shareCells(layer)]),
  ])
  return [
    ...what(measurement),
    "",
    bold(header),
    ...rows,
    "",
    bold(shareHeader),
    ...shareRows,
    "",
    ...wrapped(howToRead(settings), columns).map((line) => dim(line)),
  ].join("\n")
}

function what(measurement: Measurement): string[] {
  const { examples, neurons, layers, settings, mutualInformation } = measurement
  const shape = `${count(examples, "example")}, ${count(neurons, "neuron")} in ${count(layers.length, "layer")}`
  return [shape, ...settingsLines(settings, mutualInformation?.neurons.length)]
}

function layerNames(layers: readonly LayerSummary[]): string[] {
  const names = layers.flatMap(({ layer }) => layer ?? [])
  return [...rowLabels(names, layerColumns), "all layers"]
}
