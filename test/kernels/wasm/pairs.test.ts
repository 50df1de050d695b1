import { describe, expect, test } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { resolveMutualInformationOptions } from "#src/estimators/options.js"
import { pairwiseMutualInformation } from "#src/estimators/pairwise.js"
import { neuronScale } from "#src/estimators/scale.js"
import {
  binIndices,
  binnedMutualInformation,
  gaussianCopula,
  ksg,
  ksg2,
  linspaceEdges,
  mixed,
} from "#src/kernels/reference/index.js"
import { normals, type Random, seededRandom } from "#src/random.js"
import { goldenActivations, goldenNames, goldenValues, largestDifference } from "../../golden.js"

const firstNeurons = (count: number) => Int32Array.from({ length: count }, (_, j) => j)

describe("every entry of the reference's matrices, diagonal, ties and dead neurons included, to 1e-9", () => {
  const cases = goldenNames.flatMap((name) => [
    [`${name}.ksg_k3.npy`, name, 3],
    [`${name}.ksg_k5.npy`, name, 5],
  ]) as [string, (typeof goldenNames)[number], number][]
  test.each([...cases, ["b_cont.ksg_k3.full384.npy", "b_cont", 3] as const])("%s", async (file, name, k) => {
    const expected = goldenValues(file)
    const neurons = firstNeurons(Math.sqrt(expected.length))
    const found = await pairwiseMutualInformation(goldenActivations(name), { reference: true, k, neurons })
    expect(largestDifference(found, expected)).toBeLessThan(1e-9)
  })

  test.each(goldenNames)("%s, binned over 10 closed bins", async (name) => {
    const found = await pairwiseMutualInformation(goldenActivations(name), { method: "binned", bins: 10 })
    expect(largestDifference(found, goldenValues(`${name}.binned_mi_local10_closed.npy`))).toBeLessThan(1e-9)
  })
})

/** Neurons of every kind that has ever broken a neighbour search, S of each. */
function awkwardNeurons(S: number, seed: number): Record<string, Float64Array> {
  const random = seededRandom(seed)
  const normal = normals(random)
  const make = (draw: (i: number) => number) => Float64Array.from({ length: S }, (_, i) => draw(i))
  const base = make(normal)
  return {
    normal: base,
    correlated: make((i) => 0.95 * base[i] + 0.3 * normal()),
    "a copy, scaled": base.map((v) => 3 * v + 1),
    rectified: make((i) => Math.max(0, base[i] + 0.5 * normal())),
    "mostly zero": make(() => Math.max(0, normal() - 2)),
    integers: make(() => Math.round(3 * normal())),
    binary: make(() => Number(random() < 0.3)),
    constant: make(() => 0.25),
    "heavy-tailed": make(() => Math.exp(6 * normal())),
    "one outlier": make((i) => (i === 0 ? 1e30 : normal())),
    "on a distant offset": make(() => 1e8 + Math.round(4 * normal()) / 2),
    "float16-like": make(() => Math.round(normal() * 256) / 256),
    "in two far clusters": make((i) => (i % 2) * 1e6 + normal() * 1e-6),
    uniform: make(random),
  }
}

const twins = { ksg, ksg2, mixed }

function twin(method: string, x: Float64Array, y: Float64Array, k: number, bins: number): number {
  if (method === "gaussian-copula") return gaussianCopula(x, y)
  if (method === "binned") {
    const own = (v: Float64Array) => binIndices(v, linspaceEdges(Math.min(...v), Math.max(...v), bins), "closed")
    return binnedMutualInformation(own(x), own(y), bins, bins)
  }
  return twins[method as keyof typeof twins](x, y, k, neuronScale(x), neuronScale(y), "counted")
}

function matrixOf(neurons: Float64Array[]) {
  const data = new Float64Array(neurons.length * neurons[0].length)
  neurons.forEach((values, j) => {
    data.set(values, j * values.length)
  })
  return activationMatrix(data, neurons[0].length, neurons.length)
}

describe("the kernels agree with their plain twins to 1e-9 on awkward neurons", () => {
  const settings = [
    { method: "ksg", k: 1, S: 37 },
    { method: "ksg", k: 3, S: 4 },
    { method: "ksg", k: 3, S: 131 },
    { method: "ksg", k: 3, S: 700 },
    { method: "ksg", k: 7, S: 300 },
    { method: "ksg2", k: 3, S: 300 },
    { method: "ksg2", k: 2, S: 129 },
    { method: "mixed", k: 3, S: 5 },
    { method: "mixed", k: 3, S: 700 },
    { method: "mixed", k: 4, S: 300 },
    { method: "binned", k: 3, S: 301, bins: 10 },
    { method: "binned", k: 3, S: 500, bins: 300 },
    { method: "gaussian-copula", k: 3, S: 301 },
  ] as const
  test.each(settings)("$method, k = $k, S = $S", async ({ method, k, S, ...rest }) => {
    const bins = "bins" in rest ? rest.bins : 10
    const named = Object.entries(awkwardNeurons(S, S + k))
    const found = await pairwiseMutualInformation(matrixOf(named.map(([, values]) => values)), { method, k, bins })
    const isConstant = (values: Float64Array) => values.every((value) => value === values[0])
    for (let i = 0; i < named.length; i++) {
      for (let j = i; j < named.length; j++) {
        const leftOut = isConstant(named[i][1]) || isConstant(named[j][1])
        const expected = leftOut ? 0 : twin(method, named[i][1], named[j][1], k, bins)
        const difference = Math.abs(found[i * named.length + j] - expected)
        expect(difference, `${named[i][0]} with ${named[j][0]}`).toBeLessThan(1e-9)
      }
    }
  })
})

/** Correlated normal neurons, a third of them rectified. */
function mixture(S: number, N: number, seed: number) {
  const normal = normals(seededRandom(seed))
  const common = Float64Array.from({ length: S }, normal)
  return Array.from({ length: N }, (_, j) =>
    common.map((v) => (j % 3 === 0 ? Math.max(0, v + normal()) : 0.5 * v + normal())),
  )
}

describe("what may not change a result, to the bit", () => {
  test.each([
    ["mixed", 500, 150],
    ["ksg", 500, 150],
    ["ksg2", 120, 150],
    ["binned", 2000, 460],
    ["gaussian-copula", 2000, 460],
  ] as const)("%s: the number of threads, and whether there are any", async (method, examples, neurons) => {
    const a = matrixOf(mixture(examples, neurons, 1))
    const [one, three] = await Promise.all([1, 3].map((threads) => pairwiseMutualInformation(a, { method, threads })))
    expect(three).toEqual(one)
    const few = Int32Array.of(1, 70, neurons - 1)
    const here = await pairwiseMutualInformation(a, { method, neurons: few })
    expect([...here]).toEqual([...few].flatMap((i) => [...few].map((j) => one[i * neurons + j])))
  })

  test.each(["mixed", "ksg", "ksg2"] as const)("%s: the order of the examples and of the neurons", async (method) => {
    const neurons = mixture(200, 6, 2)
    const order = shuffled(200, seededRandom(3))
    const moved = neurons.map((values) => Float64Array.from(order, (i) => values[i])).reverse()
    const before = await pairwiseMutualInformation(matrixOf(neurons), { method })
    const after = await pairwiseMutualInformation(matrixOf(moved), { method })
    expect(after.reverse()).toEqual(before)
  })

  test("symmetric, rows × columns as within the square", async () => {
    const a = matrixOf(mixture(150, 70, 4))
    const square = await pairwiseMutualInformation(a)
    const block = await pairwiseMutualInformation(a, {
      neurons: Int32Array.of(69, 3),
      others: Int32Array.of(0, 64, 69),
    })
    expect([...block]).toEqual([69, 3].flatMap((i) => [0, 64, 69].map((j) => square[i * 70 + j])))
    for (let i = 0; i < 70; i++) for (let j = 0; j < i; j++) expect(square[i * 70 + j]).toBe(square[j * 70 + i])
  })
})

function shuffled(length: number, random: Random): number[] {
  return Array.from({ length }, (_, i) => ({ i, at: random() }))
    .sort((p, q) => p.at - q.at)
    .map(({ i }) => i)
}

test("kept tiles are not measured again, and the result is the same", async () => {
  const a = matrixOf(mixture(100, 130, 5))
  const saved = new Map<string, Float64Array>()
  const key = (row: number, column: number) => `${row},${column}`
  const save = async (row: number, column: number, values: Float64Array) => void saved.set(key(row, column), values)
  const whole = await pairwiseMutualInformation(a, { tiles: { load: async () => null, save } })
  expect([...saved.keys()].sort()).toEqual(["0,0", "0,1", "0,2", "1,1", "1,2", "2,2"])
  const again: string[] = []
  const resumed = await pairwiseMutualInformation(a, {
    tiles: {
      load: async (row, column) => (row === column ? (saved.get(key(row, column)) ?? null) : null),
      save: async (row, column) => void again.push(key(row, column)),
    },
  })
  expect(again.sort()).toEqual(["0,1", "0,2", "1,2"])
  expect(resumed).toEqual(whole)
})

test("an abort stops the threads at once and gives the signal's reason", async () => {
  const controller = new AbortController()
  const a = matrixOf(mixture(4000, 130, 6))
  const onProgress = () => controller.abort(new Error("enough"))
  await expect(pairwiseMutualInformation(a, { signal: controller.signal, onProgress })).rejects.toThrow("enough")
})

test("progress counts every pair once", async () => {
  const seen: number[] = []
  await pairwiseMutualInformation(matrixOf(mixture(50, 100, 7)), {
    onProgress: ({ donePairs, totalPairs }) => {
      expect(totalPairs).toBe((100 * 101) / 2)
      seen.push(donePairs)
    },
  })
  expect(seen.at(-1)).toBe((100 * 101) / 2)
  expect(seen).toEqual([...seen].sort((p, q) => p - q))
})

test("the default is the mixed estimator, and KSG-1 where nothing ties", async () => {
  expect(resolveMutualInformationOptions().method).toBe("mixed")
  const continuous = mixture(300, 6, 8).filter((_, j) => j % 3 !== 0)
  const a = matrixOf(continuous)
  const [byMixed, byKsg] = await Promise.all([
    pairwiseMutualInformation(a),
    pairwiseMutualInformation(a, { method: "ksg" }),
  ])
  expect(largestDifference(byMixed, byKsg)).toBeLessThan(1e-9)
})

test("a tile that another process finishes meanwhile is not measured again", async () => {
  const a = matrixOf(mixture(100, 130, 5))
  const saved = new Map<string, Float64Array>()
  const asked = new Map<string, number>()
  const whole = await pairwiseMutualInformation(a)
  const tileOfOnes = new Float64Array(64 * 64).fill(1)
  const found = await pairwiseMutualInformation(a, {
    threads: 1,
    tiles: {
      load: async (row, column) => {
        const times = (asked.get(`${row},${column}`) ?? 0) + 1
        asked.set(`${row},${column}`, times)
        return times === 2 && row === 0 && column === 1 ? tileOfOnes : null
      },
      save: async (row, column, values) => void saved.set(`${row},${column}`, values),
    },
  })
  expect([...saved.keys()].sort()).toEqual(["0,0", "0,2", "1,1", "1,2", "2,2"])
  expect(found[0 * 130 + 64]).toBe(1)
  expect(found[0 * 130 + 1]).toBe(whole[0 * 130 + 1])
})

test("more distinct values than a u16 can index are looked up as well", async () => {
  const normal = normals(seededRandom(9))
  const [x, y] = mixture(66_000, 3, 9).slice(1)
  const tied = Float64Array.from(x, (value) => Math.round(value * 4) + (normal() > 0 ? 1 : 0))
  const a = matrixOf([x, y, tied])
  const [byThree, byFour] = await Promise.all([3, 4].map((k) => pairwiseMutualInformation(a, { k })))
  expect(Math.abs(byThree[1] - byFour[1])).toBeLessThan(0.01)
  expect(Math.abs(byThree[1] - -0.5 * Math.log(1 - correlation(x, y) ** 2))).toBeLessThan(0.01)
  expect(byThree[2]).toBeGreaterThan(0.5)
})

function correlation(x: Float64Array, y: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [centreX, centreY] = [mean(x), mean(y)]
  const product = (p: Float64Array, q: Float64Array, cp: number, cq: number) =>
    p.reduce((sum, value, i) => sum + (value - cp) * (q[i] - cq), 0)
  return product(x, y, centreX, centreY) / Math.sqrt(product(x, x, centreX, centreX) * product(y, y, centreY, centreY))
}
