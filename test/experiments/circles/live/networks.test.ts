import { beforeAll, describe, expect, it } from "vitest"
import { liveData } from "#src/experiments/circles/live/data.js"
import { type LiveMoment, liveMoments } from "#src/experiments/circles/live/moments.js"
import {
  type LiveNetworkName,
  type LiveSettings,
  liveEpochs,
  liveNetworks,
  liveRegime,
  settingsOf,
} from "#src/experiments/circles/live/settings.js"
import { liveAccuracy, neuronOverPlane } from "#src/experiments/circles/live/views.js"
import { switchOff } from "#src/networks/switch-off.js"

const extremes: LiveSettings = { shortcut: 1, shuffle: 1, seed: 0 }

async function trained(name: LiveNetworkName, settings: LiveSettings, most = liveEpochs.length): Promise<LiveMoment[]> {
  const moments: LiveMoment[] = []
  for await (const moment of liveMoments(name, settings)) if (moments.push(moment) === most) break
  return moments
}

describe("the epochs of the moments", () => {
  it("run from 0 to the last, close together at first and never far apart", () => {
    const distances = liveEpochs.slice(1).map((epoch, i) => epoch - liveEpochs[i])
    expect([liveEpochs[0], liveEpochs[liveEpochs.length - 1]]).toEqual([0, liveRegime.training.epochs])
    expect(Math.min(...distances)).toBe(1)
    expect(Math.max(...distances)).toBeLessThanOrEqual(70)
    expect(liveEpochs.length).toBeGreaterThanOrEqual(60)
    expect(liveEpochs.length).toBeLessThanOrEqual(100)
  })
})

describe("the points of the three networks", () => {
  const places = (inputs: Float32Array) => inputs.filter((_, i) => i % 3 < 2)
  const named = (inputs: Float32Array) => inputs.filter((z, i) => i % 3 === 2 && Math.abs(z) > 2).length

  it("lie at the same places, of which no two seeds have the same", () => {
    const [plain, shortcut, shuffled] = liveNetworks.map((name) => liveData(name, extremes).training)
    expect(places(shortcut.inputs)).toEqual(places(plain.inputs))
    expect(places(shuffled.inputs)).toEqual(places(plain.inputs))
    expect(places(liveData("plain", { ...extremes, seed: 1 }).training.inputs)).not.toEqual(places(plain.inputs))
  })

  it("have a third feature that names the class of as many of the shortcut's points as its slider says, and of no others", () => {
    const names = (name: LiveNetworkName, shortcut: number) =>
      named(liveData(name, { ...extremes, shortcut }).training.inputs) / liveRegime.trainingPoints
    expect([0, 0.5, 1].map((share) => names("shortcut", share))).toEqual([0, 0.5, 1])
    expect(names("plain", 1)).toBe(0)
    expect(names("shuffled", 1)).toBe(0)
  })

  it("have the labels of their circles but for the shuffled network's", () => {
    const wrong = (name: LiveNetworkName, shuffle: number) => {
      const { labels, truth } = liveData(name, { ...extremes, shuffle }).training
      return labels.filter((label, i) => label !== truth[i]).length / labels.length
    }
    expect(wrong("plain", 1)).toBe(0)
    expect(wrong("shortcut", 1)).toBe(0)
    expect(wrong("shuffled", 0)).toBe(0)
    expect(wrong("shuffled", 1)).toBeGreaterThan(0.3)
    expect(wrong("shuffled", 1)).toBeLessThan(0.7)
  })

  it("begin as one network where both sliders are at 0", () => {
    const off = { shortcut: 0, shuffle: 0, seed: 3 }
    const [plain, ...others] = liveNetworks.map((name) => liveData(name, off))
    for (const other of others) expect(other).toEqual(plain)
  })
})

describe("what a change of settings affects", () => {
  const affected = (change: Partial<LiveSettings>) =>
    liveNetworks.filter((name) => `${settingsOf(name, extremes)}` !== `${settingsOf(name, { ...extremes, ...change })}`)

  it("is the slider's own network, or all of them for the seed", () => {
    expect(affected({ shortcut: 0.5 })).toEqual(["shortcut"])
    expect(affected({ shuffle: 0.5 })).toEqual(["shuffled"])
    expect(affected({ seed: 5 })).toEqual(liveNetworks)
    expect(affected({})).toEqual([])
  })
})

describe("a moment", () => {
  let moments: LiveMoment[]
  beforeAll(async () => {
    moments = await trained("shortcut", extremes, 9)
  })

  it("comes at each of the epochs, the first before any training", () => {
    expect(moments.map(({ epoch }) => epoch)).toEqual(liveEpochs.slice(0, 9))
    expect(moments.map(({ loss }) => loss === null)).toEqual(moments.map((_, i) => i === 0))
  })

  it("holds an entropy for each neuron and the mutual information of every two, and means of them", () => {
    for (const { measures } of moments) {
      const { entropy, mutualInformation, pairs, means, boxes, layers } = measures
      expect(layers.map(({ start, end }) => [start, end])).toEqual([
        [0, 16],
        [16, 32],
      ])
      expect([entropy.length, mutualInformation.length, pairs.length, boxes.length]).toEqual([32, 1024, 496, 2])
      expect(mutualInformation[5 * 32 + 20]).toBe(mutualInformation[20 * 32 + 5])
      expect(pairs).toContain(mutualInformation[5 * 32 + 20])
      expect(pairs).toEqual(pairs.slice().sort())
      expect(means.entropy).toBeCloseTo((boxes[0].mean + boxes[1].mean) / 2, 12)
      const trace = Array.from({ length: 32 }, (_, i) => mutualInformation[33 * i]).reduce((sum, value) => sum + value)
      const total = mutualInformation.reduce((sum, value) => sum + value)
      expect(means.mutualInformation).toBeCloseTo((total - trace) / (32 * 31), 12)
    }
  })

  it("is of its own: later training leaves its parameters alone", async () => {
    const [first] = await trained("shortcut", extremes, 1)
    expect(moments[0].parameters).toEqual(first.parameters)
    expect(moments[8].parameters).not.toEqual(first.parameters)
  })

  it("has the same numbers whenever it is trained with the same settings, and others with another seed", async () => {
    expect(await trained("shortcut", extremes, 9)).toEqual(moments)
    const [, second] = await trained("shortcut", { ...extremes, seed: 1 }, 2)
    expect(second.measures.entropy).not.toEqual(moments[1].measures.entropy)
  })

  it("is enough to tell its accuracy, also with neurons switched off", () => {
    const { parameters, accuracy } = moments[8]
    const data = liveData("shortcut", extremes)
    expect(liveAccuracy(parameters, data)).toEqual(accuracy)
    const silenced = switchOff(
      parameters,
      Array.from({ length: 32 }, (_, neuron) => neuron),
    )
    expect(liveAccuracy(silenced, data)).toMatchObject({ training: 0.5, fresh: 0.5, neutral: 0.5 })
  })
})

describe("a neuron over the plane", () => {
  const parameters = {
    "hidden1.weight": { shape: [2, 3], data: Float32Array.of(1, 0, 0, 0, 1, 1) },
    "hidden1.bias": { shape: [2], data: Float32Array.of(0, 0) },
    "output.weight": { shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) },
    "output.bias": { shape: [2], data: Float32Array.of(0, 0) },
  }
  const plane = { extent: 2, resolution: 2, thirdFeature: 0.5 }

  it("is its activation at the centre of each cell, from the lowest y and x, rectified", () => {
    expect([...neuronOverPlane(parameters, 0, plane)]).toEqual([0, 1, 0, 1])
    expect([...neuronOverPlane(parameters, 1, plane)]).toEqual([0, 0, 1.5, 1.5])
  })
})

/** scripts/explorable-regimes.mjs looks at more seeds. */
describe.each([0, 1])("at the end of training with seed %i", (seed) => {
  let ends: Record<LiveNetworkName, LiveMoment>
  beforeAll(async () => {
    const [plain, shortcut, shuffled] = await Promise.all(
      liveNetworks.map(async (name) => (await trained(name, { ...extremes, seed })).at(-1)!),
    )
    ends = { plain, shortcut, shuffled }
  })

  it("the shortcut network has the lowest mean entropy, the shuffled one the highest", () => {
    const [plain, shortcut, shuffled] = liveNetworks.map((name) => ends[name].measures.means.entropy)
    expect(shortcut).toBeLessThan(plain)
    expect(plain).toBeLessThan(shuffled)
  })

  it("the shortcut network has the highest mean mutual information, the shuffled one the lowest", () => {
    const [plain, shortcut, shuffled] = liveNetworks.map((name) => ends[name].measures.means.mutualInformation)
    expect(shortcut).toBeGreaterThan(plain)
    expect(plain).toBeGreaterThan(shuffled)
  })

  it("all three know their training points, and only the plain one the circles", () => {
    for (const { accuracy } of Object.values(ends)) expect(accuracy.training).toBeGreaterThanOrEqual(0.9)
    expect(ends.plain.accuracy.neutral).toBeGreaterThan(0.95)
    expect(ends.shortcut.accuracy.neutral).toBeLessThan(0.6)
    expect(ends.shuffled.accuracy.fresh).toBeLessThan(0.6)
  })
})
