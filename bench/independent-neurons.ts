import { activationMatrix, allocateValues } from "#src/activations.js"
import { measure } from "#src/estimators/measure.js"
import { normals, seededRandom } from "#src/random.js"
import { significance } from "#src/selection/index.js"
import type { Row } from "./question.js"

export const ABOUT_NULL = "permutation null on independent neurons"

/** What becomes of a normal number in neuron j. */
export interface Margins {
  name: string
  neuron: (normal: number, j: number) => number
}

const rectified = (z: number) => Math.max(0, z)
const sparse = (z: number) => Math.max(0, z - 1.5)
const integer = (z: number) => Math.round(z)

export const margins: readonly Margins[] = [
  { name: "Gaussian", neuron: (z) => z },
  { name: "rectified", neuron: rectified },
  { name: "integers", neuron: integer },
  { name: "heavy-tailed", neuron: (z) => Math.sinh(2 * z) },
  { name: "of all kinds", neuron: (z, j) => [(x: number) => x, rectified, sparse, integer][j % 4](z) },
]

const NEURONS = 12

/** How often the null finds what is not there: any pair above chance, and means with p at most .05 (exactly: 1/21). */
export async function independentNeuronsRow(
  { name, neuron }: Margins,
  { examples, repetitions }: { examples: number; repetitions: number },
  seed: number,
): Promise<Row> {
  const normal = normals(seededRandom(seed))
  let [any, pairs, means, sumOfP] = [0, 0, 0, 0]
  for (let r = 0; r < repetitions; r++) {
    const data = allocateValues(NEURONS * examples, "float64")
    for (let i = 0; i < data.length; i++) data[i] = neuron(normal(), Math.floor(i / examples))
    const activations = activationMatrix(data, examples, NEURONS)
    const { all } = await significance({ name, activations, measurement: await measure(activations) }, { seed: r })
    any += Number(all.above > 0)
    pairs += all.above / all.pairs
    means += Number(all.meanP <= 0.05)
    sumOfP += all.meanP
  }
  const percent = (count: number) => (100 * count) / repetitions
  return {
    about: ABOUT_NULL,
    margins: name,
    examples,
    repetitions,
    "±": percent(Math.sqrt(0.05 * 0.95 * repetitions)),
    "any pair above, %": percent(any),
    "pairs above, %": percent(pairs),
    "mean's p ≤ .05, %": percent(means),
    "mean of mean's p": sumOfP / repetitions,
  }
}
