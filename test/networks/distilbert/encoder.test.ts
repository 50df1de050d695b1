import { jit, numpy as np, tree, valueAndGrad } from "@jax-js/jax"
import { describe, expect, it } from "vitest"
import { type EncoderConfig, smallEncoder } from "#src/networks/distilbert/config.js"
import { encoderNetwork, hiddenStates } from "#src/networks/distilbert/encoder.js"
import { parameterShapes } from "#src/networks/distilbert/parameters.js"
import { crossEntropy } from "#src/networks/loss.js"
import { type HostArrays, type NamedArrays, toDevice, toHost } from "#src/networks/network.js"
import { seededRandom } from "#src/random.js"
import { largestShare, withPrefix } from "../torch-values.js"
import { goldenEncoder, goldenFamilies, idsOf, largestDifference, oneHot } from "./golden.js"

describe.each(goldenFamilies)("%s, against transformers in float64", async (family) => {
  const { encoder, expected } = await goldenEncoder(family)
  const { config, parameters } = encoder
  const [examples, tokens] = expected.ids.shape
  const network = encoderNetwork(config)

  it("has its hidden states after the embeddings and every block to 1e-4, at every token that is not padding", async () => {
    const all = toDevice(parameters)
    const states = hiddenStates(config, all, idsOf(expected.ids))
    expect(states.length).toBe(config.layers + 1)
    let compared = 0
    for (const [layer, state] of states.entries()) {
      expect(state.shape).toEqual([examples, tokens, config.width])
      const found = await state.data()
      const wanted = expected[`hidden.${layer}`].data
      expected.ids.data.forEach((id, place) => {
        if (id === config.paddingId) return
        const row = [place * config.width, (place + 1) * config.width] as const
        expect(largestDifference(found.subarray(...row), wanted.subarray(...row))).toBeLessThan(1e-4)
        compared++
      })
    }
    expect(compared).toBe((12 + 7 + 3 + 1) * (config.layers + 1))
  })

  it("has its first token's states as activations and its logits to 1e-4", async () => {
    const { logits, activations } = network.forward(toDevice(parameters), idsOf(expected.ids))
    expect(largestDifference(await logits.data(), expected.logits.data)).toBeLessThan(1e-4)
    expect(Object.keys(activations)).toEqual(network.points.map(({ name }) => name))
    const found = await toHost(activations)
    tree.dispose(activations)
    network.points.forEach(({ name, neurons }, layer) => {
      const first = firstTokens(expected[`hidden.${layer + 1}`])
      expect(found[name].shape).toEqual([examples, neurons])
      expect(largestDifference(found[name].data, first)).toBeLessThan(1e-4)
    })
  })

  it("has its loss to 1e-5 and the gradient of every parameter to 2e-5 of its largest value", async () => {
    const { loss, gradients } = await lossAndGradients(config, parameters, expected)
    expect(Math.abs(loss - expected.loss.data[0])).toBeLessThan(1e-5)
    // What is added to all keys of a head moves all scores alike, and so nothing: rounding alone is left of that gradient.
    const { with: keys, without } = parted(gradients, /\.(k_lin|key)\.bias$/)
    expect(Object.keys(keys).length).toBe(config.layers)
    for (const { data } of Object.values(keys)) for (const slope of data) expect(Math.abs(slope)).toBeLessThan(1e-6)
    const wanted = parted(withPrefix(expected, "gradient"), /\.(k_lin|key)\.bias$/).without
    expect(largestShare(without, wanted).share).toBeLessThan(2e-5)
  })

  it("gives no gradient to the token that is padding", async () => {
    const { gradients } = await lossAndGradients(config, parameters, expected)
    const words = Object.entries(gradients).find(([name]) => name.endsWith("word_embeddings.weight"))![1]
    const row = (id: number) => words.data.subarray(id * config.width, (id + 1) * config.width)
    expect([...row(config.paddingId)]).toEqual(new Array(config.width).fill(0))
    expect(row(expected.ids.data[0]).some((slope) => slope !== 0)).toBe(true)
  })

  it("answers the same for a text however much padding follows it", async () => {
    const length = 3
    const wholeRow = expected.ids.data.subarray(2 * tokens, 3 * tokens)
    expect([...wholeRow].indexOf(config.paddingId)).toBe(length)
    const answer = async (ids: Float32Array) => {
      const { logits, activations } = network.forward(
        toDevice(parameters),
        idsOf({ shape: [1, ids.length], data: Float32Array.from(ids) }),
      )
      tree.dispose(activations)
      return logits.data()
    }
    const alone = await answer(wholeRow.subarray(0, length))
    expect(largestDifference(await answer(wholeRow), alone)).toBeLessThan(1e-5)
    expect(largestDifference(await answer(wholeRow.subarray(0, length - 1)), alone)).toBeGreaterThan(1e-2)
  })
})

describe("an encoder from nothing", () => {
  const config = smallEncoder({ vocabulary: 40, positions: 10, classes: 2, paddingId: 3 })
  const network = encoderNetwork(config)
  const parameters = network.initialise(seededRandom(1))

  it("has 2 layers of 64 neurons and two heads unless told otherwise", () => {
    expect(config).toMatchObject({ layers: 2, width: 64, heads: 2, inner: 256, dropout: 0.1, family: "distilbert" })
    expect(network).toMatchObject({ features: 10, classes: 2, statistics: [] })
    expect(network.points).toEqual([
      { name: "layer1", neurons: 64 },
      { name: "layer2", neurons: 64 },
    ])
    expect(smallEncoder({ ...config, layers: 4, width: 128, heads: 8 })).toMatchObject({
      layers: 4,
      heads: 8,
      inner: 512,
    })
  })

  it("begins as Hugging Face's, its matrices larger as they are of fewer neurons, from the seed alone", () => {
    expect(network.initialise(seededRandom(1))).toEqual(parameters)
    expect(network.initialise(seededRandom(2))).not.toEqual(parameters)
    const values = (name: string) => [...parameters[`distilbert.${name}`].data]
    const deviation = (all: number[]) => Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / all.length)
    expect(deviation(values("transformer.layer.0.ffn.lin1.weight")) / (0.02 * Math.sqrt(768 / 64))).toBeCloseTo(1, 1)
    // Of 640 values: four standard errors.
    expect(Math.abs(deviation(values("embeddings.position_embeddings.weight")) / 0.02 - 1)).toBeLessThan(0.12)
    expect(values("embeddings.word_embeddings.weight").slice(3 * 64, 4 * 64)).toEqual(new Array(64).fill(0))
    expect(new Set(values("transformer.layer.1.output_layer_norm.weight"))).toEqual(new Set([1]))
    expect(new Set(values("transformer.layer.1.attention.q_lin.bias"))).toEqual(new Set([0]))
  })

  it("of distilbert-base-uncased's size has the 66,955,010 parameters of Hugging Face's with two classes", () => {
    const sizes = { layers: 6, width: 768, heads: 12 }
    const shapes = parameterShapes(
      smallEncoder({ vocabulary: 30522, positions: 512, classes: 2, paddingId: 0, ...sizes }),
    )
    const counts = [...shapes.values()].map((shape) => shape.reduce((product, axis) => product * axis))
    expect(counts.reduce((sum, count) => sum + count)).toBe(66_955_010)
  })

  it("drops in training alone, by the key, and with no share of dropout nothing", async () => {
    const ids = Float32Array.from({ length: 20 }, (_, i) => (i % 10 === 0 ? 1 : 4 + i))
    const answer = async (chosen: EncoderConfig, seed?: number) => {
      const key = () => ({ key: np.array(new Uint32Array([0, seed!]), { dtype: np.uint32 }) })
      const { logits, activations } = encoderNetwork(chosen).forward(
        toDevice(parameters),
        idsOf({ shape: [2, 10], data: ids }),
        seed === undefined ? undefined : key(),
      )
      tree.dispose(activations)
      return [...(await logits.data())]
    }
    const still = await answer(config)
    expect(await answer(config)).toEqual(still)
    expect(await answer(config, 1)).toEqual(await answer(config, 1))
    expect(await answer(config, 1)).not.toEqual(await answer(config, 2))
    expect(await answer(config, 1)).not.toEqual(still)
    const without = { ...config, dropout: 0, attentionDropout: 0, headDropout: 0 }
    expect(await answer(without, 1)).toEqual(still)
    for (const share of ["dropout", "attentionDropout", "headDropout"] as const) {
      expect(await answer({ ...without, [share]: 0.5 }, 1), share).not.toEqual(still)
    }
  })
})

async function lossAndGradients(config: EncoderConfig, parameters: HostArrays, { ids, labels }: HostArrays) {
  const network = encoderNetwork(config)
  const compiled = jit((all: NamedArrays, x: np.Array, y: np.Array) =>
    valueAndGrad((moved: NamedArrays) => {
      const { logits, activations } = network.forward(moved, x)
      tree.dispose(activations)
      return crossEntropy(logits, y)
    })(all),
  )
  const [loss, gradients] = compiled(toDevice(parameters), idsOf(ids), oneHot(labels.data, config.classes))
  const host = { loss: (await loss.data())[0], gradients: await toHost(gradients) }
  tree.dispose(gradients)
  return host
}

function firstTokens({ shape: [examples, tokens, width], data }: HostArrays[string]): Float32Array {
  return Float32Array.from(
    { length: examples * width },
    (_, i) => data[Math.floor(i / width) * tokens * width + (i % width)],
  )
}

/** Those whose names match, and the others. */
function parted(arrays: HostArrays, pattern: RegExp): { with: HostArrays; without: HostArrays } {
  const chosen = (matches: boolean) =>
    Object.fromEntries(Object.entries(arrays).filter(([name]) => pattern.test(name) === matches))
  return { with: chosen(true), without: chosen(false) }
}
