import { colourLevels, colourOfLevel } from "../plots/index.js"
import type { ReportData, RunData } from "./client-data.js"
import { encodeMatrix, thinMatrix } from "./matrix-data.js"
import { neuronColumns, neuronFlags, rounded } from "./neuron-columns.js"
import { neuronLabels, type ReportRun } from "./report-run.js"

/** What the page's scripts read: the neuron tables and the matrices. */
export function reportData(runs: ReportRun[], domain: [number, number]): ReportData {
  return {
    unit: runs[0].measurement.settings.unit,
    columns: neuronColumns(),
    runs: runs.map(runData),
    colours: {
      domain,
      steps: Array.from({ length: colourLevels }, (_, level) => colourOfLevel(level)),
    },
  }
}

function runData({ name, measurement }: ReportRun): RunData {
  const { neuronTable, layers, mutualInformation, neurons } = measurement
  const hasMatrix = mutualInformation !== null && mutualInformation.neurons.length > 1
  return {
    name,
    neurons: neuronLabels(measurement),
    layer: [...neuronTable.layer],
    layers: layers.map((layer) => layer.name),
    values: neuronColumns().map(({ key }) => Array.from(neuronTable[key], rounded)),
    flags: Array.from({ length: neurons }, (_, j) => neuronFlags(measurement, j)),
    matrix: hasMatrix ? encodeMatrix(thinMatrix(mutualInformation), layers) : null,
  }
}
