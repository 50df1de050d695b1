// Run after a build: node scripts/compare-distilbert.mjs FOLDER [COPY]
// How far our encoder's answers are from those of transformers in FOLDER, which scripts/distilbert-values.py wrote, and how long
// reading it and one pass forward and backward take. Writes what it read to COPY where one is named.
import { basename, join } from "node:path"
import { jit, numpy as np, tree, valueAndGrad } from "@jax-js/jax"
import { encoderNetwork, hiddenStates } from "../dist/src/networks/distilbert/encoder.js"
import { readEncoderFolder, writeEncoderFolder } from "../dist/src/networks/distilbert/folder-node.js"
import { readTensors } from "../dist/src/networks/distilbert/weight-files-node.js"
import { crossEntropy } from "../dist/src/networks/loss.js"
import { toDevice, toHost } from "../dist/src/networks/network.js"

/** @typedef {import("../dist/src/networks/network.js").NamedArrays} NamedArrays */

const [folder, copy] = process.argv.slice(2)
const encoder = await timed("read", () => readEncoderFolder(folder))
const { config } = encoder
const expected = await readTensors(join(folder, "values.safetensors"), (name) => name)
const [examples, tokens] = expected.ids.shape
const ids = () => np.array(Int32Array.from(expected.ids.data), { shape: [examples, tokens], dtype: np.int32 })
const parameters = toDevice(encoder.parameters)

const states = await timed("hidden states", async () => {
  const found = hiddenStates(config, tree.ref(parameters), ids())
  return toHost(Object.fromEntries(found.map((state, layer) => [`hidden.${layer}`, state])))
})
for (const [name, { data }] of Object.entries(states)) {
  const real = data
    .map((value, i) => value - expected[name].data[i])
    .filter((_, i) => isToken(Math.floor(i / config.width)))
  console.log(`${name}: ${greatest(real).toExponential(1)} of ${greatest(expected[name].data).toFixed(1)}`)
}

const network = encoderNetwork(config)
const targets = new Float32Array(examples * config.classes)
for (const [i, label] of expected.labels.data.entries()) targets[i * config.classes + label] = 1
const lossAndGradients = jit((/** @type {NamedArrays} */ all, /** @type {np.Array} */ x, /** @type {np.Array} */ y) =>
  valueAndGrad((/** @type {NamedArrays} */ moved) => {
    const { logits, activations } = network.forward(moved, x)
    tree.dispose(activations)
    return crossEntropy(logits, y)
  })(all),
)
for (const pass of ["first", "second"]) {
  const [loss, gradients] = await timed(`forward and backward, the ${pass} time`, async () => {
    const y = np.array(targets, { shape: [examples, config.classes] })
    const [value, slopes] = lossAndGradients(tree.ref(parameters), ids(), y)
    const host = /** @type {const} */ ([(await value.data())[0], await toHost(slopes)])
    tree.dispose(slopes)
    return host
  })
  if (pass === "first") continue
  console.log(`loss: ${Math.abs(loss - expected.loss.data[0]).toExponential(1)} of ${loss.toFixed(4)}`)
  const all = Object.entries(gradients).map(([name, { data }]) => {
    const wanted = expected[`gradient.${name}`].data
    return {
      name,
      length: Math.hypot(...chunked(wanted)),
      difference: Math.hypot(...chunked(data.map((v, i) => v - wanted[i]))),
    }
  })
  const whole = Math.hypot(...all.map(({ length }) => length))
  console.log(
    `all gradients: ${(Math.hypot(...all.map(({ difference }) => difference)) / whole).toExponential(1)} of their length`,
  )
  for (const { name, length, difference } of all
    .sort((a, b) => b.difference / b.length - a.difference / a.length)
    .slice(0, 8)) {
    console.log(
      `  ${name}: ${(difference / length).toExponential(1)} of its ${(length / whole).toExponential(1)} of the whole length`,
    )
  }
}

if (copy !== undefined) await timed(`write ${basename(copy)}`, () => writeEncoderFolder(join(copy), encoder))

/** @param {number} place */
function isToken(place) {
  return expected.ids.data[place] !== config.paddingId
}

/** @param {Float32Array} values */
function greatest(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

/**
 * Lengths of parts of a vector, few enough to be arguments.
 * @param {Float32Array} values
 * @returns {number[]}
 */
function chunked(values) {
  const lengths = []
  for (let from = 0; from < values.length; from += 1000) lengths.push(Math.hypot(...values.subarray(from, from + 1000)))
  return lengths.length > 1000 ? chunked(Float32Array.from(lengths)) : lengths
}

/**
 * @template Done
 * @param {string} what
 * @param {() => Promise<Done>} work
 */
async function timed(what, work) {
  const start = performance.now()
  const done = await work()
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20)
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(2)} s, then ${memory} MiB in use`)
  return done
}
