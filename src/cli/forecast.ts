import { totalmem } from "node:os"
import type { Layer } from "../activations.js"
import { RoteError } from "../errors.js"
import { duration } from "./duration.js"

/** What measuring every pair of neurons will take. */
export interface Forecast {
  layers: Layer[]
  /** Neurons in the matrix, over all layers. */
  neurons: number
  pairs: number
  microsecondsPerPair: number
  seconds: number
}

const worthSaying = 10
const worthSampling = 600
const absurd = 12 * 3600
const sampleSeconds = 60

/** What to tell before the pairs are measured, and how to make it shorter; nothing where it takes seconds. */
export function forecastText(forecast: Forecast): string | undefined {
  if (forecast.seconds < worthSaying) return undefined
  const cost = `${costText(forecast)}, about ${duration(forecast.seconds)}`
  return forecast.seconds < worthSampling ? cost : `${cost}; ${suggestion(forecast)}`
}

/**
 * Stops before a start that cannot end well: a matrix larger than half of the memory, or more than twelve hours.
 * @throws RoteError `limit-exceeded`
 */
export function refuseAbsurd(
  forecast: Forecast,
  { memory = availableMemory(), instead = "--mi none leaves it out" }: { memory?: number; instead?: string } = {},
): void {
  const matrixBytes = forecast.neurons ** 2 * 8
  if (matrixBytes <= memory / 2 && forecast.seconds <= absurd) return
  const size = `${gigabytes(matrixBytes)} for the matrix`
  throw new RoteError("limit-exceeded", {
    input: `mutual information of ${forecast.neurons.toLocaleString("en")} neurons`,
    expected: `at most ${duration(absurd)} and ${gigabytes(memory / 2)}, half of the memory`,
    found: `${costText(forecast)}: about ${duration(forecast.seconds)} and ${size}`,
    hint: `${suggestion(forecast)}; --yes starts it all the same, ${instead}`,
  })
}

function costText({ pairs, microsecondsPerPair }: Forecast): string {
  return `${pairs.toLocaleString("en")} pairs at ${rounded(microsecondsPerPair)} µs`
}

function suggestion(forecast: Forecast): string {
  return `--neurons ${sampleThatFits(forecast)}, a seeded sample of each layer, takes about a minute`
}

/** About as many neurons per layer as can be measured in a minute, in a round number. */
function sampleThatFits({ layers, neurons, seconds }: Forecast): number {
  const affordable = (neurons ** 2 * sampleSeconds) / seconds
  const measured = (perLayer: number) =>
    layers.reduce((sum, { start, end }) => sum + Math.min(end - start, perLayer), 0)
  let perLayer = 2
  while (measured(perLayer + 1) ** 2 <= affordable && measured(perLayer + 1) > measured(perLayer)) perLayer += 1
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(perLayer)) - 1)
  return Math.floor(perLayer / unit) * unit
}

function availableMemory(): number {
  const limit = process.constrainedMemory()
  return limit === 0 ? totalmem() : Math.min(totalmem(), limit)
}

function gigabytes(bytes: number): string {
  return `${rounded(bytes / 1e9)} GB`
}

function rounded(number: number): string {
  return number.toLocaleString("en", { maximumSignificantDigits: 3 })
}
