// @ts-check
// Writes fixtures/examples/alphas and fixtures/examples/checkpoints, the models that the pages of compare, rank and significance
// set against each other: pre-activations of two hidden layers on 600 held-out digits of Colored MNIST, as float16; and what there is to
// know of each of these digits. Run it after `npm run build`; it takes half a minute.
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { zipSync } from "fflate"
import { coloredMnist } from "../dist/src/datasets/colored-mnist.js"
import { everySecondPixel, selectImages } from "../dist/src/datasets/digits.js"
import { readMnist } from "../dist/src/datasets/mnist-node.js"
import { trainNetwork } from "../dist/src/experiments/demo/train-network.js"
import { permutation, seededRandom } from "../dist/src/random.js"

const hidden = [24, 24]
const [training, heldOut] = await Promise.all([chosen("train", 10_000, 0), chosen("test", 600, 1)])

const accuracies = []
for (const alpha of [0, 0.25, 0.5, 0.75, 1]) {
  const { activations, accuracy } = await train(alpha, 30)
  save(`alphas/alpha-${alpha}`, activations)
  accuracies.push(`alpha-${alpha},${accuracy.toFixed(4)}`)
}
writeFileSync("fixtures/examples/attributes.csv", attributes())
writeFileSync("fixtures/examples/alphas.csv", `model,accuracy\n${accuracies.join("\n")}\n`)
for (const epochs of [1, 3, 10, 30]) save(`checkpoints/epoch-${epochs}`, (await train(1, epochs)).activations)

/**
 * @param {"train" | "test"} part
 * @param {number} count
 * @param {number} seed
 */
async function chosen(part, count, seed) {
  const digits = await readMnist(part)
  return everySecondPixel(selectImages(digits, permutation(digits.count, seededRandom(seed)).subarray(0, count)))
}

/**
 * @param {number} alpha how far the colour gives the label away in training; never in the held-out digits
 * @param {number} epochs
 */
async function train(alpha, epochs) {
  const trained = await trainNetwork({
    name: `alpha-${alpha}`,
    hidden,
    training: coloredMnist(training, { alpha }, seededRandom(2)),
    heldOut: coloredMnist(heldOut, { alpha: 0 }, seededRandom(3)),
    epochs,
    untilAccuracy: 0,
    batchSize: 128,
    optimizer: { learningRate: 1e-3 },
    seed: 4,
    record: hidden.map((_, layer) => `hidden${layer + 1}.pre`),
  })
  return { activations: trained.activations, accuracy: trained.heldOutAccuracy }
}

/** Whether a held-out digit is below five, and its colour. */
function attributes() {
  const { colours } = coloredMnist(heldOut, { alpha: 0 }, seededRandom(3))
  const rows = Array.from(colours, (colour, i) => `${Number(heldOut.labels[i] < 5)},${colour}`)
  return `small,colour\n${rows.join("\n")}\n`
}

/**
 * @param {string} name
 * @param {import("../dist/src/activations.js").ActivationMatrix} activations
 */
function save(name, { examples, data, layers }) {
  const entries = layers.map(({ name: layer, start, end }) => {
    const neurons = end - start
    const body = new DataView(new ArrayBuffer(examples * neurons * 2))
    for (let i = 0; i < examples; i++) {
      for (let j = 0; j < neurons; j++)
        body.setUint16((i * neurons + j) * 2, float16(data[(start + j) * examples + i]), true)
    }
    return [`${layer}.npy`, npy(examples, neurons, Buffer.from(body.buffer))]
  })
  mkdirSync(dirname(`fixtures/examples/${name}`), { recursive: true })
  const file = zipSync(Object.fromEntries(entries), { level: 9, mtime: "2026-01-01T00:00:00" })
  writeFileSync(`fixtures/examples/${name}.npz`, file)
}

/** Rounded to nearest; what float16 holds only as a subnormal becomes 0. @param {number} value */
function float16(value) {
  const bits = new DataView(new Float32Array([value]).buffer).getUint32(0, true)
  const exponent = ((bits >>> 23) & 0xff) - 112
  const sign = (bits >>> 16) & 0x8000
  return exponent <= 0 ? sign : sign + (exponent << 10) + (((bits & 0x7fffff) + 0x1000) >>> 13)
}

/**
 * @param {number} rows
 * @param {number} columns
 * @param {Buffer} body
 */
function npy(rows, columns, body) {
  const header = `{'descr': '<f2', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`.padEnd(117)
  return Buffer.concat([Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, 118, 0]), Buffer.from(`${header}\n`), body])
}
