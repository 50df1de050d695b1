import { coverageRow } from "./coverage.js"
import { equalModelsRow } from "./equal-models.js"
import { independentNeuronsRow, margins } from "./independent-neurons.js"
import type { BenchOptions, BenchTable, Row } from "./question.js"
import { populations } from "./simulated-models.js"

interface Work {
  coverage: { examples: number; repetitions: number }[]
  equals: { examples: number; models: number; repetitions: number }[]
  independent: { examples: number; repetitions: number }
}

const full: Work = {
  coverage: [
    { examples: 500, repetitions: 300 },
    { examples: 2000, repetitions: 150 },
    { examples: 5000, repetitions: 120 },
  ],
  equals: [
    { examples: 500, models: 2, repetitions: 120 },
    { examples: 500, models: 5, repetitions: 40 },
  ],
  independent: { examples: 300, repetitions: 300 },
}

const quick: Work = {
  coverage: [{ examples: 500, repetitions: 8 }],
  equals: [{ examples: 500, models: 2, repetitions: 3 }],
  independent: { examples: 200, repetitions: 6 },
}

/**
 * Whether the statistics of comparing models keep their word, by simulation: intervals hold the truth as often as they
 * say, equal models are seldom told apart, and independent neurons seldom found to share information.
 */
export async function statistics(options: BenchOptions): Promise<BenchTable> {
  const { seed, onStep } = options
  const work = options.quick ? quick : full
  const rows: Row[] = []
  for (const population of populations) {
    for (const { examples, repetitions } of work.coverage) {
      onStep(`intervals, ${population.name}, ${examples} examples`)
      rows.push(await coverageRow(population, examples, repetitions, seed))
    }
  }
  for (const population of populations) {
    for (const size of work.equals) {
      onStep(`${size.models} equal models, ${population.name}`)
      rows.push(await equalModelsRow(population, size, seed))
    }
  }
  for (const each of margins) {
    onStep(`independent neurons, ${each.name}`)
    rows.push(await independentNeuronsRow(each, work.independent, seed))
  }
  return {
    name: "statistics",
    rows,
    notes: [
      "±: standard error of a share that is truly 95 % (5 %) over so many repetitions",
      "alone: of one model by itself, in place of the difference of two over the same examples",
      "edges fixed: what a paired bootstrap over examples gives when the edges of the bins stay where the sample put them",
    ],
  }
}
