import type { Measurement, MeasurementWarning } from "./measurement.js"
import { enumerate, neuronNamesOf } from "./naming.js"
import { perNat, usesNeighbours } from "./options.js"

type Measured = Omit<Measurement, "warnings">

/** Examples per bin, or per cell of two neurons' bins, below which counts are too small to trust. */
const fewestPerBin = 10
const fewestForNeighbours = 500
const fewestForCopula = 100
/** Nats below 0 that the scatter of an estimator does not explain. */
const farBelowZero = -0.1

/** Warnings about estimates: too few examples or neurons for them, or values that cannot be. */
export function estimateWarnings(measured: Measured): MeasurementWarning[] {
  return [
    fewExamplesForEntropy(measured),
    fewExamplesForPairs(measured),
    fewNeurons(measured),
    infiniteEntropy(measured),
    negativeInformation(measured),
  ].filter((found) => found !== null)
}

function fewExamplesForEntropy({ examples, settings: { entropy, unit } }: Measured): MeasurementWarning | null {
  if (entropy.method === "knn") {
    if (examples >= fewestForNeighbours) return null
    const message = `${examples} examples are few for kNN entropy: distances to neighbours are long and blur the density (${fewestForNeighbours} or more)`
    return { code: "few-examples-entropy", message, neurons: [] }
  }
  if (examples >= fewestPerBin * entropy.bins) return null
  const most = Math.min((entropy.bins - 1) / (2 * examples), Math.log(entropy.bins))
  const bias = (most * perNat(unit)).toFixed(2)
  const remedy = entropy.correction === "none" ? "fewer bins or the miller-madow correction help" : "fewer bins help"
  const message = `${examples} examples are few for ${entropy.bins} bins: binned entropy comes out up to about ${bias} ${unit} too low; ${remedy}`
  return { code: "few-examples-entropy", message, neurons: [] }
}

function fewExamplesForPairs({ examples, settings: { mutualInformation, unit } }: Measured): MeasurementWarning | null {
  if (mutualInformation === null) return null
  const { method, bins } = mutualInformation
  const code = "few-examples-mutual-information"
  if (method === "binned") {
    if (examples >= fewestPerBin * bins * bins) return null
    const bias = (((bins - 1) ** 2 / (2 * examples)) * perNat(unit)).toFixed(2)
    const message = `${examples} examples are few for ${bins} × ${bins} bins: binned mutual information comes out up to about ${bias} ${unit} too high; fewer bins help`
    return { code, message, neurons: [] }
  }
  const fewest = usesNeighbours(method) ? fewestForNeighbours : fewestForCopula
  if (examples >= fewest) return null
  const message = `${examples} examples are few for ${method}: estimates scatter by more than the differences they are to show (${fewest} or more)`
  return { code, message, neurons: [] }
}

/** Two neurons have one pair, and one neuron none: nothing to compute an interval from. */
function fewNeurons({ layers, mutualInformation }: Measured): MeasurementWarning | null {
  if (mutualInformation === null) return null
  const measured = (start: number, end: number) => mutualInformation.neurons.filter((j) => j >= start && j < end).length
  const few = layers.filter(({ start, end }) => measured(start, end) < 3)
  if (few.length === 0) return null
  const names = enumerate(few, ({ name, start, end }) => `${name} (${measured(start, end)})`)
  const message = `layers with too few neurons measured: ${names}; below 2 there is no pair, below 3 no interval of the mean`
  return { code: "few-neurons", message, neurons: [] }
}

function infiniteEntropy(measured: Measured): MeasurementWarning | null {
  const neurons = Array.from(measured.neuronTable.entropy.keys()).filter(
    (j) => !Number.isFinite(measured.neuronTable.entropy[j]),
  )
  if (neurons.length === 0) return null
  const message = `${neurons.length} of ${measured.neurons} neurons have kNN entropy −∞ by the released code's conventions, because more than k values are equal; the summary leaves them out: ${neuronNamesOf(measured, neurons)}`
  return { code: "infinite-entropy", message, neurons }
}

function negativeInformation(measured: Measured): MeasurementWarning | null {
  const { mutualInformation, settings } = measured
  if (mutualInformation === null) return null
  const { neurons: rows, values } = mutualInformation
  const bound = farBelowZero * perNat(settings.unit)
  const concerned = new Set<number>()
  let pairs = 0
  let lowest = 0
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) {
      const value = values[i * rows.length + j]
      if (value >= bound) continue
      concerned.add(rows[i]).add(rows[j])
      lowest = Math.min(lowest, value)
      pairs++
    }
  }
  if (pairs === 0) return null
  const neurons = [...concerned].sort((a, b) => a - b)
  const cause = settings.reference ? "the released code's conventions on ties" : "ties or too few examples"
  const message = `${pairs} of ${(rows.length * (rows.length - 1)) / 2} pairs have mutual information far below 0 (lowest ${lowest.toFixed(2)} ${settings.unit}), which cannot be: ${cause}; among neurons ${neuronNamesOf(measured, neurons)}`
  return { code: "negative-mutual-information", message, neurons }
}
