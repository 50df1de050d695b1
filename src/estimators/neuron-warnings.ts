import { neuronLabel } from "../activations.js"
import type { Measurement, MeasurementWarning, MutualInformationMethod } from "./measurement.js"
import { enumerate, neuronNamesOf } from "./naming.js"
import { quantile } from "./quantile.js"

type Measured = Omit<Measurement, "warnings">

const heavilyTied = 0.5
const collapsedShare = 0.05

/** Warnings about the values of neurons: dead, constant, duplicate, tied, heavy-tailed, too wide for the others' bins. */
export function neuronWarnings(measured: Measured, centralWidth: Float64Array): MeasurementWarning[] {
  const { dead, constant, duplicateOf, tieShare, heavyTailed } = measured.neuronTable
  const copied = (j: number) => `${neuronLabel(measured, j)} of ${neuronLabel(measured, duplicateOf[j])}`
  return [
    warning(measured, "dead-neurons", (j) => dead[j] === 1, "dead, 0 on every example"),
    warning(
      measured,
      "constant-neurons",
      (j) => constant[j] === 1 && dead[j] === 0,
      "constant, one value other than 0 on every example",
    ),
    warning(measured, "duplicate-neurons", (j) => duplicateOf[j] >= 0, "exact copy of an earlier neuron", "", copied),
    warning(
      measured,
      "tied-neurons",
      (j) => tieShare[j] > heavilyTied && constant[j] === 0,
      "tied on more than half of the examples",
      tieRemark(measured),
    ),
    warning(
      measured,
      "heavy-tailed-neurons",
      (j) => heavyTailed[j] === 1,
      "heavy-tailed",
      "a few outlying values stretch equal-width bins, and entropy comes out low",
    ),
    collapsedBins(measured, centralWidth),
  ].filter((found) => found !== null)
}

function warning(
  measured: Measured,
  code: string,
  concerns: (neuron: number) => boolean,
  what: string,
  remark = "",
  name = (neuron: number) => neuronLabel(measured, neuron),
): MeasurementWarning | null {
  const neurons = neuronsWhere(measured, concerns)
  if (neurons.length === 0) return null
  const message = `${what}: ${neurons.length} of ${measured.neurons} neurons (${enumerate(neurons, name)})`
  return { code, message: remark === "" ? message : `${message}; ${remark}`, neurons }
}

const onTies: Record<MutualInformationMethod, string> = {
  ksg: "ksg is far too low on ties, often below 0; mixed is made for them",
  ksg2: "ksg2 is too low on ties; mixed is made for them",
  mixed: "the mixed estimator is made for ties",
  binned: "binned estimates bear ties",
  "gaussian-copula": "gaussian-copula is too high on ties; mixed is made for them",
}

function tieRemark({ settings: { mutualInformation } }: Measured): string {
  return mutualInformation === null
    ? "binned entropy bears ties, kNN entropy does not"
    : onTies[mutualInformation.method]
}

/** Global bins tell a layer's neurons apart badly when the typical one lies in a twentieth of the range of all. */
function collapsedBins(measured: Measured, centralWidth: Float64Array): MeasurementWarning | null {
  const { entropy } = measured.settings
  if (entropy.method !== "binned" || entropy.edges !== "global") return null
  const { minimum, maximum, constant } = measured.neuronTable
  const lowest = minimum.reduce((least, value) => Math.min(least, value))
  const highest = maximum.reduce((most, value) => Math.max(most, value))
  // Halves, because the range of ±1.7e308 overflows.
  const share = (from: number, to: number) => (to / 2 - from / 2) / (highest / 2 - lowest / 2)
  const typicalShares = measured.layers.map(({ start, end }) => {
    const widths = centralWidth.subarray(start, end).filter((_, j) => constant[start + j] === 0)
    return widths.length === 0 ? 1 : share(0, quantile(widths.sort(), 0.5))
  })
  const collapsed = measured.layers.flatMap(({ name }, l) => {
    return typicalShares[l] < collapsedShare
      ? [{ name, bins: Math.max(1, Math.round(typicalShares[l] * entropy.bins)) }]
      : []
  })
  if (collapsed.length === 0) return null
  const wide = neuronsWhere(measured, (j) => share(minimum[j], maximum[j]) >= 0.5)
  const outermost = neuronsWhere(measured, (j) => minimum[j] === lowest || maximum[j] === highest)
  const neurons = wide.length > 0 ? wide : outermost
  const layers = enumerate(collapsed, ({ name, bins }) => `${bins} of ${entropy.bins} in ${name}`)
  const message =
    `global bins hold the typical neuron in few bins (${layers}), because of the range of ` +
    `${neuronNamesOf(measured, neurons)}; compare the local entropy`
  return { code: "collapsed-bins", message, neurons }
}

function neuronsWhere({ neurons }: Measured, concerns: (neuron: number) => boolean): number[] {
  return Array.from({ length: neurons }, (_, j) => j).filter(concerns)
}
