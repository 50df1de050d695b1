import { pairTask } from "../src/estimators/pair-task.js"
import { pairEngine, pairsInTile, tileMeasurer } from "../src/kernels/wasm/index.js"
import { type BenchOptions, type BenchTable, reached } from "./question.js"
import { secondsOf, takeTurns } from "./timing.js"
import { blockCorrelated } from "./workloads.js"

const sizes = [2500, 5000, 10_000, 20_000, 40_000]
const target = 1.15
const tile = { row: 0, column: 0 }

/**
 * Microseconds of a pair by KSG (k = 3) on one thread as the number of examples S grows, without the start of a thread, and
 * the exponent of the power of S that fits them best.
 */
export async function scaling({ quick, seed, onStep }: BenchOptions): Promise<BenchTable> {
  const neurons = quick ? 16 : 64
  const contestants = sizes.map((examples) => {
    onStep(`KSG of ${examples.toLocaleString("en")} examples`)
    const task = pairTask(blockCorrelated(examples, neurons, seed).matrix, { method: "ksg", k: 3 })
    const measure = tileMeasurer(task, pairEngine(task.settings, task.examples))
    const pairs = pairsInTile(task, tile)
    measure(tile, () => {})
    return async () => {
      const seconds = await secondsOf(() => measure(tile, () => {}))
      return { seconds: seconds / pairs, mean: Number.NaN }
    }
  })
  const perPair = (await takeTurns(contestants, quick ? 3 : 5)).map(({ seconds }) => seconds)
  const fitted = powerLawExponent(sizes, perPair)
  return {
    name: "scaling",
    rows: [
      ...sizes.map((examples, s) => ({
        examples,
        neurons,
        "µs per pair": perPair[s] * 1e6,
        ...(s === 0 ? {} : { exponent: powerLawExponent(sizes.slice(s - 1, s + 1), perPair.slice(s - 1, s + 1)) }),
      })),
      { examples: "fitted", exponent: fitted, target: `≤ ${target}`, reached: reached(fitted, target) },
    ],
    notes: [
      "exponent: of the number of examples; of a row, from the row above; fitted, by least squares of the logarithms",
    ],
  }
}

/** The p of y = c xᵖ that fits best, by least squares of the logarithms. */
export function powerLawExponent(x: number[], y: number[]): number {
  const logX = x.map(Math.log)
  const logY = y.map(Math.log)
  const meanX = logX.reduce((sum, value) => sum + value, 0) / x.length
  const covariance = logX.reduce((sum, value, i) => sum + (value - meanX) * logY[i], 0)
  const variance = logX.reduce((sum, value) => sum + (value - meanX) ** 2, 0)
  return covariance / variance
}
