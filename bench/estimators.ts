import { type ActivationMatrix, activationMatrix, allocateValues } from "#src/activations.js"
import type { MutualInformationOptions } from "#src/estimators/options.js"
import { pairwiseMutualInformation } from "#src/estimators/pairwise.js"
import { normals, type Random, seededRandom } from "#src/random.js"
import { gaussianInformation, integerGaussianInformation, rectifiedGaussianInformation } from "./known-truth.js"

interface Case {
  name: string
  correlations: number[]
  truth: (rho: number) => number
  /** What becomes of the two members of a Gaussian pair. */
  x: (u: number) => number
  y: (v: number) => number
}

const allCorrelations = [0, 0.3, 0.6, 0.9, 0.99]
const rectify = (u: number) => Math.max(0, u)
const sparse = (u: number) => Math.max(0, u - 1)
const double = (u: number) => Math.round(2 * u)
const fromEight = (u: number) => toFloat16(8 + u)
const tenfold = (u: number) => Math.round(10 * u)

const cases: Case[] = [
  { name: "Gaussian", correlations: allCorrelations, truth: gaussianInformation, x: Number, y: Number },
  {
    name: "rectified, 50 % zeros",
    correlations: allCorrelations,
    truth: (rho) => rectifiedGaussianInformation(rho),
    x: rectify,
    y: rectify,
  },
  {
    name: "rectified, 84 % zeros",
    correlations: allCorrelations,
    truth: (rho) => rectifiedGaussianInformation(rho, 1),
    x: sparse,
    y: sparse,
  },
  // Rounding takes less than 1e-3 nats away: its steps are under a tenth of the standard deviation of either given the other.
  { name: "float16", correlations: allCorrelations, truth: gaussianInformation, x: toFloat16, y: toFloat16 },
  { name: "float16, mean 8", correlations: allCorrelations, truth: gaussianInformation, x: fromEight, y: fromEight },
  {
    name: "integers, σ = 2",
    correlations: allCorrelations,
    truth: (rho) => integerGaussianInformation(rho, 2),
    x: double,
    y: double,
  },
  {
    name: "integers, σ = 10",
    correlations: [0, 0.6, 0.9],
    truth: (rho) => integerGaussianInformation(rho, 10),
    x: tenfold,
    y: tenfold,
  },
  {
    name: "rectified integers, σ = 10",
    correlations: [0, 0.6, 0.9],
    truth: (rho) => integerGaussianInformation(rho, 10, true),
    x: (u) => rectify(tenfold(u)),
    y: (v) => rectify(tenfold(v)),
  },
  {
    name: "Gaussian, one × 1000",
    correlations: [0, 0.6, 0.9],
    truth: gaussianInformation,
    x: (u) => 1000 * u,
    y: Number,
  },
]

const estimatorsMeasured: { name: string; options: MutualInformationOptions }[] = [
  { name: "mixed", options: { method: "mixed" } },
  { name: "mixed published", options: { method: "mixed", reference: true } },
  { name: "ksg", options: { method: "ksg" } },
  { name: "ksg reference", options: { method: "ksg", reference: true } },
  { name: "ksg2", options: { method: "ksg2" } },
  { name: "binned 10", options: { method: "binned", bins: 10 } },
  { name: "binned 20", options: { method: "binned", bins: 20 } },
  { name: "copula", options: { method: "gaussian-copula" } },
]

interface Size {
  examples: number
  repetitions: number
}

const quickSizes: Size[] = [{ examples: 500, repetitions: 20 }]
const fullSizes: Size[] = [
  { examples: 500, repetitions: 50 },
  { examples: 2000, repetitions: 25 },
  { examples: 10_000, repetitions: 10 },
]

type Row = Record<string, string | number>

export interface BenchTable {
  name: string
  rows: Row[]
  notes: string[]
}

/**
 * Bias and root mean square error (RMSE) in nats of every mutual information estimator, over repeated samples of pairs whose
 * information is known.
 */
export async function estimators({
  quick = false,
  seed = 0,
}: {
  quick?: boolean
  seed?: number
} = {}): Promise<BenchTable> {
  const random = seededRandom(seed)
  const rows: Row[] = []
  for (const size of quick ? quickSizes : fullSizes) {
    for (const one of cases) {
      for (const rho of one.correlations) rows.push(await measured(one, rho, size, random))
    }
  }
  return { name: "estimators", rows, notes: estimatorsMeasured.map(({ name }) => summaryOf(name, rows)) }
}

async function measured(one: Case, rho: number, { examples, repetitions }: Size, random: Random): Promise<Row> {
  const truth = one.truth(rho)
  const pairs = drawPairs(one, rho, examples, repetitions, random)
  const row: Row = { pairs: one.name, ρ: rho, examples, repetitions, truth: rounded(truth) }
  for (const { name, options } of estimatorsMeasured) {
    const errors = (await informationOfPairs(pairs, options)).map((estimate) => estimate - truth)
    row[`${name} bias`] = rounded(meanOf(errors))
    row[`${name} RMSE`] = rounded(Math.sqrt(meanOf(errors.map((error) => error * error))))
  }
  return row
}

function summaryOf(name: string, rows: Row[]): string {
  const biases = rows.map((row) => Math.abs(Number(row[`${name} bias`])))
  const squares = Float64Array.from(rows, (row) => Number(row[`${name} RMSE`]) ** 2)
  const worst = rows[biases.indexOf(Math.max(...biases))]
  const where = `${worst.pairs}, ρ = ${worst.ρ}, ${worst.examples} examples`
  const overall = Math.sqrt(meanOf(squares)).toFixed(3)
  return `${name}: root mean square error over all rows ${overall} nats, largest bias ${worst[`${name} bias`]} (${where})`
}

/** Neuron r and neuron `repetitions` + r are a pair. */
function drawPairs(
  { x, y }: Case,
  rho: number,
  examples: number,
  repetitions: number,
  random: Random,
): ActivationMatrix {
  const normal = normals(random)
  const data = allocateValues(2 * repetitions * examples, "float64")
  const secondHalf = repetitions * examples
  for (let i = 0; i < secondHalf; i++) {
    const u = normal()
    data[i] = x(u)
    data[secondHalf + i] = y(rho * u + Math.sqrt(1 - rho * rho) * normal())
  }
  return activationMatrix(data, examples, 2 * repetitions)
}

/** Measures every first member with every second one: more pairs than asked for, but all in one call. */
async function informationOfPairs(a: ActivationMatrix, options: MutualInformationOptions): Promise<Float64Array> {
  const count = a.neurons / 2
  const first = Int32Array.from({ length: count }, (_, r) => r)
  const all = await pairwiseMutualInformation(a, { ...options, neurons: first, others: first.map((r) => count + r) })
  return Float64Array.from(first, (r) => all[r * count + r])
}

/** The nearest number of 11 significant bits; normal numbers of ordinary size only. */
function toFloat16(value: number): number {
  if (value === 0) return 0
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10)
  return Math.round(value / unit) * unit
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function rounded(nats: number): number {
  return Number(nats.toFixed(4))
}
