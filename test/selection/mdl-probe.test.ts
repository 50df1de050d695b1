import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { type ActivationMatrix, activationMatrix } from "#src/activations.js"
import { normals, permutation, seededRandom } from "#src/random.js"
import { mdlProbe } from "#src/selection/mdl-probe.js"

const examples = 1200
const neurons = 8

/** Independent normal neurons. */
function noise(seed: number): ActivationMatrix {
  const normal = normals(seededRandom(seed))
  const data = Float32Array.from({ length: examples * neurons }, normal)
  return activationMatrix(data, examples, neurons, [{ name: "noise", start: 0, end: neurons }])
}

function labelled(labelOf: (example: number) => number): Int32Array {
  return Int32Array.from({ length: examples }, (_, example) => labelOf(example))
}

const a = noise(1)
const value = (neuron: number, example: number) => a.data[neuron * examples + example]

describe("the online code of labels", () => {
  it("of labels that a layer tells nothing about is no shorter than the uniform code", async () => {
    const random = seededRandom(2)
    const { layers } = await mdlProbe(
      a,
      labelled(() => (random() < 0.5 ? 1 : 0)),
    )
    expect(layers[0].compression).toBeGreaterThan(0.95)
    expect(layers[0].compression).toBeLessThan(1.005)
  })

  it("of labels that one neuron's sign gives away is several times shorter", async () => {
    const { layers } = await mdlProbe(
      a,
      labelled((i) => Number(value(0, i) > 0)),
    )
    expect(layers[0].compression).toBeGreaterThan(3)
    expect(layers[0].blocks.at(-1)!.accuracy).toBeGreaterThan(0.95)
  })

  it("of labels drawn with known probabilities comes within an eighth of their entropy, and not below it", async () => {
    const random = seededRandom(3)
    const chances = Float64Array.from({ length: examples }, (_, i) => 1 / (1 + Math.exp(-3 * value(0, i))))
    const { layers, examples: coded } = await mdlProbe(
      a,
      labelled((i) => (random() < chances[i] ? 1 : 0)),
    )
    const entropyBits = chances.reduce((sum, p) => sum - p * Math.log2(p) - (1 - p) * Math.log2(1 - p), 0) / examples
    expect(layers[0].onlineBits / coded).toBeGreaterThan(entropyBits)
    expect(layers[0].onlineBits / coded).toBeLessThan(1.125 * entropyBits)
  })

  it("of what no line divides needs a hidden layer", async () => {
    const either = labelled((i) => Number(value(0, i) > 0 !== value(1, i) > 0))
    const [linear, hidden] = [await mdlProbe(a, either), await mdlProbe(a, either, { hidden: 32 })]
    expect(linear.layers[0].compression).toBeLessThan(1.01)
    expect(hidden.layers[0].compression).toBeGreaterThan(1.25)
  })

  it("is the sum of its blocks, which cover every label sent; a tenth is held back", async () => {
    const found = await mdlProbe(
      a,
      labelled((i) => i % 3),
    )
    const [{ blocks, onlineBits, uniformBits }] = found.layers
    expect(found.examples + found.heldBack).toBe(examples)
    expect(found.heldBack).toBe(examples / 10)
    expect(blocks.reduce((sum, { coded }) => sum + coded, 0)).toBe(found.examples)
    expect(blocks.map(({ trained }) => trained)).toEqual([0, 1, 2, 4, 9, 17, 35, 68, 135, 270, 540])
    expect(blocks.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(onlineBits, 9)
    expect(uniformBits).toBeCloseTo(found.examples * Math.log2(3), 9)
  })

  it("is the same for the same seed, whatever scale and offset the neurons have", async () => {
    const labels = labelled((i) => Number(value(0, i) > 0))
    const moved = { ...a, data: a.data.map((each) => 64 * each + 8) }
    const [first, second] = [await mdlProbe(a, labels), await mdlProbe(moved, labels)]
    expect(second.layers[0].onlineBits).toBeCloseTo(first.layers[0].onlineBits, 1)
    expect(await mdlProbe(a, labels)).toEqual(first)
  })
})

describe("refusals", () => {
  it.each([
    ["too few labels", labelled(() => 1).slice(1), {}, "bad-option"],
    ["one class", labelled(() => 0), {}, "bad-option"],
    ["a label that is no class", labelled((i) => (i === 5 ? -1 : i % 2)), {}, "bad-option"],
    ["portions that fall", labelled((i) => i % 2), { portions: [0.5, 0.1, 1] }, "bad-option"],
    ["portions that end before the last example", labelled((i) => i % 2), { portions: [0.1, 0.5] }, "bad-option"],
  ])("%s", async (_, labels, options, code) => {
    await expect(mdlProbe(a, labels, options)).rejects.toMatchObject({ code })
  })
})

interface Golden {
  order: number[]
  labels: number[]
  layers: Record<string, { values: number[][]; blocks: number[] }>
}

/** Theirs in float64. Where a gradient is nothing but rounding, Adam makes a step of it: after two or three examples that shows. */
describe("against PyTorch", () => {
  const golden: Golden = JSON.parse(readFileSync("fixtures/golden/probe/linear.json", "utf8"))

  it.each(Object.keys(golden.layers))(
    "layer %s has the length of its code to 1e-3, and of every block after twenty examples to 2e-3",
    async (name) => {
      const { values, blocks } = golden.layers[name]
      const count = golden.order.length
      const sent = permutation(count, seededRandom(0))
      const features = values[0].length
      const data = new Float32Array(count * features)
      const labels = new Int32Array(count)
      golden.order.forEach((theirs, place) => {
        labels[sent[place]] = golden.labels[theirs]
        values[theirs].forEach((each, j) => {
          data[j * count + sent[place]] = each
        })
      })
      const layers = [{ name, start: 0, end: features }]
      const [found] = (await mdlProbe(activationMatrix(data, count, features, layers), labels)).layers
      expect(found.blocks).toHaveLength(blocks.length)
      found.blocks.forEach(({ bits, trained }, block) => {
        if (trained > 20) expect(Math.abs(bits / blocks[block] - 1), `block ${block}`).toBeLessThan(2e-3)
      })
      const whole = blocks.reduce((sum, bits) => sum + bits)
      expect(Math.abs(found.onlineBits / whole - 1)).toBeLessThan(2e-3)
    },
  )
})
