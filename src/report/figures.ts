import type { BoxStatistics, LayerSummary, Measurement, NeuronTable } from "../estimators/measurement.js"
import {
  densityDomain,
  entropyBoxes,
  type LayerBox,
  matrixDomain,
  matrixLayers,
  mutualInformationDensity,
  mutualInformationMatrix,
  type PairSample,
  pairValues,
  type Theme,
} from "../plots/index.js"
import type { ReportRun } from "./report-run.js"

/** A figure of the report, and the name of its files. */
export interface ReportFigure {
  file: string
  svg: SVGSVGElement
}

/** A way to estimate entropy that is shown in a figure of its own. */
export interface EntropyEstimate {
  file: string
  title: string
  box: (summary: LayerSummary) => BoxStatistics
  values: (table: NeuronTable) => Float64Array
}

/** The entropies a report shows side by side: the one asked for, and those without the neurons' scale that are not it. */
export function entropyEstimates({ settings }: Pick<Measurement, "settings">): EntropyEstimate[] {
  const { method, bins, edges } = settings.entropy
  const edgeTitle = {
    global: "shared bins (global)",
    local: "each neuron's own bins (local)",
    "equal-frequency": "bins",
  }
  const asked = method === "knn" ? "Nearest neighbours, as asked" : `${bins} ${edgeTitle[edges]}`
  const isLocal = method === "binned" && edges === "local" && settings.entropy.correction === "none"
  return [
    { file: "entropy", title: asked, box: (summary) => summary.entropy, values: (table) => table.entropy },
    ...(isLocal
      ? []
      : [
          {
            file: "entropy-local",
            title: `${bins} bins over each neuron's own range (local)`,
            box: (summary: LayerSummary) => summary.entropyLocal,
            values: (table: NeuronTable) => table.entropyLocal,
          },
        ]),
    {
      file: "entropy-knn",
      title: "Nearest neighbours, scale removed",
      box: (summary) => summary.entropyKnn,
      values: (table) => table.entropyKnn,
    },
  ]
}

/** Notched box plots of entropy by layer, one figure per way to estimate it. */
export function entropyFigures(runs: ReportRun[], document: Document, theme: Theme): ReportFigure[] {
  const label = `entropy, ${runs[0].measurement.settings.unit}`
  return entropyEstimates(runs[0].measurement).map(({ file, title, box, values }) => {
    const boxes = runs.map(({ name, measurement }) => ({ name, layers: layerBoxes(measurement, box, values) }))
    return { file, svg: entropyBoxes(boxes, { document, theme, title, label }) }
  })
}

/** The boxes of one entropy estimate, layer by layer. */
export function layerBoxes(
  { layers, summary, neuronTable }: Measurement,
  box: EntropyEstimate["box"],
  values: EntropyEstimate["values"],
): LayerBox[] {
  return summary.layers.map((of, l) => {
    const { start, end, name: layer } = layers[l]
    return { layer, box: box(of), values: values(neuronTable).subarray(start, end) }
  })
}

/** Densities of mutual information: of all pairs, then of the pairs within each layer, on one axis. None without pairs. */
export function densityFigures(runs: ReportRun[], document: Document, theme: Theme): ReportFigure[] {
  const scopes = densityScopes(runs)
  const domain = densityDomain(scopes.flatMap(({ samples }) => samples))
  const label = `mutual information, ${runs[0].measurement.settings.unit}`
  return scopes.map(({ file, title, samples }) => ({
    file,
    svg: mutualInformationDensity(samples, { document, theme, title, label, domain }),
  }))
}

/** The pairs that have a density of their own: all, then those within each layer where there are several. */
export interface DensityScope {
  file: string
  title: string
  /** A sample of each run, some of them may be empty. */
  samples: PairSample[]
}

export function densityScopes(runs: readonly Pick<ReportRun, "name" | "measurement">[]): DensityScope[] {
  const layers = [...new Set(runs.flatMap(({ measurement }) => measurement.layers.map(({ name }) => name)))]
  const scopes = [null, ...(layers.length > 1 ? layers : [])]
  return scopes
    .map((layer, l) => ({
      file: layer === null ? "mutual-information-density" : `mutual-information-density-layer-${l}`,
      title: layer === null ? "All pairs" : `Pairs within ${layer}`,
      samples: runs.map((run) => pairSample(run, layer)),
    }))
    .filter(({ samples }) => samples.some(({ values }) => values.length > 0))
}

/** The pairs of one layer, or of all (null), and their mixture. */
export function pairSample(
  { name, measurement }: Pick<ReportRun, "name" | "measurement">,
  layer: string | null,
): PairSample {
  const values = layerPairs(measurement, layer)
  const { all, layers } = measurement.summary
  const summary = layer === null ? all : layers.find((candidate) => candidate.layer === layer)
  return { name, values, mixture: values.length === 0 ? null : (summary?.mixture ?? null) }
}

/** The mutual information of every two different neurons measured of one layer, or of all (null). */
export function layerPairs({ mutualInformation, layers }: Measurement, layer: string | null): Float64Array {
  if (mutualInformation === null) return new Float64Array()
  if (layer === null) return pairValues(mutualInformation)
  const rows = matrixLayers(mutualInformation, layers).find(({ name }) => name === layer)
  return rows === undefined ? new Float64Array() : pairValues(mutualInformation, rows.start, rows.end)
}

/** The range of colours that fits every run's matrix. */
export function sharedMatrixDomain(runs: ReportRun[]): [number, number] {
  return matrixDomain(runs.flatMap(({ measurement }) => measurement.mutualInformation ?? []))
}

/** The matrices of mutual information, in the same colours. */
export function matrixFigures(runs: ReportRun[], document: Document, theme: Theme): ReportFigure[] {
  const domain = sharedMatrixDomain(runs)
  return runs.flatMap(({ name, measurement }, run) => {
    const { mutualInformation, layers, settings } = measurement
    if (mutualInformation === null || mutualInformation.neurons.length < 2) return []
    const label = `mutual information, ${settings.unit}`
    const svg = mutualInformationMatrix(mutualInformation, layers, { document, theme, title: name, label, domain })
    return [{ file: `mutual-information-matrix-run-${run + 1}`, svg }]
  })
}
