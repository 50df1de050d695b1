import { totalmem } from "node:os"
import { RoteError } from "../errors.js"
import { absurdSeconds, type Forecast, isAbsurd, matrixBytes, neuronsPerMinute } from "../estimators/forecast.js"
import { costText, duration, gigabytes } from "../report/costs.js"

const worthSaying = 10
const worthSampling = 600

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
  if (!isAbsurd(forecast, memory)) return
  const size = `${gigabytes(matrixBytes(forecast))} for the matrix`
  throw new RoteError("limit-exceeded", {
    input: `mutual information of ${forecast.neurons.toLocaleString("en")} neurons`,
    expected: `at most ${duration(absurdSeconds)} and ${gigabytes(memory / 2)}, half of the memory`,
    found: `${costText(forecast)}: about ${duration(forecast.seconds)} and ${size}`,
    hint: `${suggestion(forecast)}; --yes starts it all the same, ${instead}`,
  })
}

function suggestion(forecast: Forecast): string {
  return `--neurons ${neuronsPerMinute(forecast)}, a seeded sample of each layer, takes about a minute`
}

function availableMemory(): number {
  const limit = process.constrainedMemory()
  return limit === 0 ? totalmem() : Math.min(totalmem(), limit)
}
