import { type Layer, neuronLabel } from "../activations.js"
import { printable } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"

/** A measured run as the report needs it. */
export interface ReportRun {
  /** What figures and tables call it. */
  name: string
  measurement: Measurement
  /** Name of the run it is compared with: the first of the report unless given. Its own name leaves it uncompared. */
  baseline?: string
  /** The files measured. */
  inputs: { name: string; sha256?: string }[]
  /** Version of rote that measured it. */
  toolVersion: string
}

/** The same run with every name made safe to print: control and direction-changing characters written out. */
export function withPrintableNames(run: ReportRun): ReportRun {
  return {
    ...run,
    name: printable(run.name),
    ...(run.baseline === undefined ? {} : { baseline: printable(run.baseline) }),
    inputs: run.inputs.map((input) => ({ ...input, name: printable(input.name) })),
    measurement: printableMeasurement(run.measurement),
  }
}

/** The same measurement with the names of its layers and neurons, and its warnings, made safe to print. */
export function printableMeasurement<M extends Measurement>(measurement: M): M {
  const rename = <T extends Layer>(layer: T): T => ({ ...layer, name: printable(layer.name) })
  const named = measurement.neuronNames?.map(printable)
  return {
    ...measurement,
    layers: measurement.layers.map(rename),
    ...(named === undefined ? {} : { neuronNames: named }),
    warnings: measurement.warnings.map((warning) => ({ ...warning, message: printable(warning.message) })),
    summary: {
      all: measurement.summary.all,
      layers: measurement.summary.layers.map((summary) => ({ ...summary, layer: printable(summary.layer ?? "") })),
    },
  }
}

/** Every neuron's name for people, in the matrix's order. */
export function neuronLabels({ layers, neuronNames, neurons }: Measurement): string[] {
  if (neuronNames !== undefined)
    return Array.from({ length: neurons }, (_, j) => neuronLabel({ layers, neuronNames }, j))
  return layers.flatMap(({ name, start, end }) => Array.from({ length: end - start }, (_, j) => `${name}[${j}]`))
}
