import { measure } from "#src/estimators/measure.js"
import { seededRandom } from "#src/random.js"
import type { MeasuredModel } from "#src/selection/comparison.js"
import { compareModels, rankModels } from "#src/selection/index.js"
import type { Row } from "./question.js"
import { activate, drawFeatures, type Population, relatedFeatures, simulatedNetwork } from "./simulated-models.js"

export const ABOUT_EQUALS = "share of rankings and comparisons that tell equal models apart, %"

const NEURONS = 8

/**
 * How often networks whose means are equal, though their activations are not, fall into different tiers, by each
 * measure, and how often a comparison of two of them has a verdict.
 */
export async function equalModelsRow(
  population: Population,
  { examples, models, repetitions }: { examples: number; models: number; repetitions: number },
  seed: number,
): Promise<Row> {
  const random = seededRandom(seed)
  const network = simulatedNetwork(population, NEURONS, random)
  const split: Record<string, number> = { mutualInformation: 0, entropy: 0, entropyLocal: 0, entropyKnn: 0, verdict: 0 }
  for (let r = 0; r < repetitions; r++) {
    const features = drawFeatures(examples, population, random)
    const equals: MeasuredModel[] = []
    for (let m = 0; m < models; m++) {
      const activations = activate(network, relatedFeatures(features, random))
      equals.push({ name: String(m), activations, measurement: await measure(activations) })
    }
    const { rankings } = await rankModels(equals, { seed: r })
    for (const ranking of rankings) split[ranking.measure] += Number(ranking.models[models - 1].tier > 1)
    const { all } = await compareModels(equals[0], equals[1], { seed: r })
    split.verdict += Number(all.verdict !== "not told apart")
  }
  const percent = (count: number) => (100 * count) / repetitions
  return {
    about: ABOUT_EQUALS,
    activations: population.name,
    examples,
    models,
    repetitions,
    "±": percent(Math.sqrt(0.05 * 0.95 * repetitions)),
    entropy: percent(split.entropy),
    local: percent(split.entropyLocal),
    kNN: percent(split.entropyKnn),
    MI: percent(split.mutualInformation),
    verdict: percent(split.verdict),
  }
}
