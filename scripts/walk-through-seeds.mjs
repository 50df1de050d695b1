// @ts-check
// The walk-through over several seeds, on images of three colourings (docs/walk-through.md):
// rote experiment colored-mnist --values 0,0.2,0.4,0.6,0.8,1 --seeds 5 --images 4000 --epochs 12 --out sweep
// npm run build && node scripts/walk-through-seeds.mjs sweep
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { coloredMnist } from "../dist/src/datasets/colored-mnist.js"
import { everySecondPixel, selectImages } from "../dist/src/datasets/digits.js"
import { readMnist } from "../dist/src/datasets/mnist-node.js"
import { measure } from "../dist/src/estimators/measure.js"
import { readTrainedModel } from "../dist/src/experiments/sweep/trained-model-node.js"
import { accuracy, recordActivations } from "../dist/src/networks/inference.js"
import { mlp } from "../dist/src/networks/mlp.js"
import { toDevice } from "../dist/src/networks/network.js"
import { seededRandom } from "../dist/src/random.js"
import { kendallTau } from "../dist/src/selection/kendall.js"

const network = mlp([392, 256, 256, 256, 2])
const layers = ["hidden1.pre", "hidden2.pre", "hidden3.pre"]
const sweep = process.argv[2]
if (sweep === undefined) throw new Error("which sweep? node scripts/walk-through-seeds.mjs sweep")
/** @type {{ value: number, seed: number, folder: string }[]} */
const models = JSON.parse(readFileSync(join(sweep, "sweep.json"), "utf8")).models
const test = everySecondPixel(await readMnist("test"))
const measured = selectImages(
  test,
  Array.from({ length: 2000 }, (_, i) => i),
)

/** What the images that are measured look like, by the α of the model. */
const colourings = {
  "at random": () => 0,
  "as in its training": (/** @type {number} */ alpha) => alpha,
  "by the label": () => 1,
}

for (const seed of new Set(models.map((model) => model.seed))) {
  const own = models.filter((model) => model.seed === seed).sort((a, b) => a.value - b.value)
  const trained = await Promise.all(own.map(({ folder }) => readTrainedModel(join(sweep, folder))))
  const parameters = trained.map((model) => toDevice(model.parameters))
  const random = coloredMnist(test, { alpha: 0 }, seededRandom(100 + seed))
  const scores = await Promise.all(parameters.map((weights) => accuracy(network, weights, random)))
  console.log(`seed ${seed}: accuracy ${scores.map((score) => score.toFixed(3)).join(" ")}`)
  for (const [name, alphaOf] of Object.entries(colourings)) {
    /** @type {number[][]} */
    const means = []
    for (const [i, { value }] of own.entries()) {
      const images = coloredMnist(measured, { alpha: alphaOf(value) }, seededRandom(200 + seed))
      const activations = await recordActivations(network, parameters[i], images, layers)
      const { all } = (await measure(activations, { neurons: 32 })).summary
      means.push([all.mutualInformation?.mean ?? Number.NaN, all.entropy.mean])
    }
    const [mi, h] = [0, 1].map((measure) => means.map((of) => of[measure]))
    const [ofMi, ofH] = [mi.map((value) => -value), h].map((values) => kendallTau(values, scores))
    const numbers = (/** @type {number[]} */ values, /** @type {number} */ digits) =>
      values.map((v) => v.toFixed(digits)).join(" ")
    console.log(
      `  coloured ${name.padEnd(18)}  MI ${numbers(mi, 3)}  τ ${ofMi.tau?.toFixed(2)} (p ${ofMi.p.toFixed(3)})`,
    )
    console.log(`  ${" ".repeat(27)}  H  ${numbers(h, 3)}  τ ${ofH.tau?.toFixed(2)} (p ${ofH.p.toFixed(3)})`)
  }
}
