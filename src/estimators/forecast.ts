import type { ActivationMatrix, Layer } from "../activations.js"
import type { MeasureSettings } from "./measurement.js"
import { forecastPairwise } from "./pairwise.js"
import { sampleExamples, sampleNeurons } from "./sampling.js"

/** What measuring every pair of neurons will take. */
export interface Forecast {
  layers: Layer[]
  /** Neurons in the matrix, over all layers. */
  neurons: number
  pairs: number
  microsecondsPerPair: number
  seconds: number
}

/** A longer measurement is started only by whom knows what it takes. */
export const absurdSeconds = 12 * 3600

/**
 * What the mutual information of a measurement with these settings would take here, on so many threads; null where it is
 * left out. About 50 pairs are measured, and the examples copied where a sample of them is asked for.
 * @throws RoteError what `measure` refuses before its first pair
 */
export function forecastMeasurement(
  a: ActivationMatrix,
  { mutualInformation, examples, seed, unit, reference }: MeasureSettings,
  threads: number,
): Forecast | null {
  if (mutualInformation === null) return null
  const { neuronsPerLayer, ...estimator } = mutualInformation
  const neurons = sampleNeurons(a.layers, neuronsPerLayer, seed)
  const sampled = sampleExamples(a, examples, seed)
  const forecast = forecastPairwise(sampled, { ...estimator, unit, reference, neurons, threads })
  return { ...forecast, layers: a.layers, neurons: neurons.length }
}

/** Whether the matrix would take over half of `memory` bytes, or the time be over twelve hours. */
export function isAbsurd(forecast: Pick<Forecast, "neurons" | "seconds">, memory: number): boolean {
  return matrixBytes(forecast) > memory / 2 || forecast.seconds > absurdSeconds
}

export function matrixBytes({ neurons }: Pick<Forecast, "neurons">): number {
  return neurons ** 2 * 8
}

const sampleSeconds = 60

/** About as many neurons per layer as can be measured in a minute, in a round number. */
export function neuronsPerMinute({ layers, neurons, seconds }: Forecast): number {
  const affordable = (neurons ** 2 * sampleSeconds) / seconds
  const measured = (perLayer: number) =>
    layers.reduce((sum, { start, end }) => sum + Math.min(end - start, perLayer), 0)
  let perLayer = 2
  while (measured(perLayer + 1) ** 2 <= affordable && measured(perLayer + 1) > measured(perLayer)) perLayer += 1
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(perLayer)) - 1)
  return Math.floor(perLayer / unit) * unit
}
