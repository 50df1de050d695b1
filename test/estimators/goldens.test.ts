import { beforeAll, describe, expect, test } from "vitest"
import { type ActivationMatrix, neuronValues } from "#src/activations.js"
import { entropy } from "#src/estimators/entropy.js"
import { mutualInformation } from "#src/estimators/mutual-information.js"
import { extent } from "#src/estimators/scale.js"
import { binIndices, binnedMutualInformation, linspaceEdges } from "#src/kernels/reference/index.js"
import { sampleIndices, seededRandom } from "#src/random.js"
import {
  goldenActivations,
  goldenFiles,
  goldenNames,
  goldenPairs,
  goldenValues,
  inFloat64,
  largestDifference,
} from "../golden.js"

const tolerance = 1e-9
const pairs = goldenPairs()

/** The plain estimators are O(S²); every entry of these matrices is checked through pairwiseMutualInformation. */
const entriesSampled = 40

describe.each(goldenNames)("reference: true agrees with the released code on %s to 1e-9:", (name) => {
  let a: ActivationMatrix
  beforeAll(() => {
    a = goldenActivations(name)
  })

  test.each(goldenFiles(`${name}.entropy`))("%s, every neuron, −∞ included", (file) => {
    const options = file.includes("knn")
      ? ({ method: "knn", k: 3 } as const)
      : ({ bins: file.includes("local10") ? 10 : 100, edges: file.includes("local10") ? "local" : "global" } as const)
    const matrix = file.includes("f64cast") ? inFloat64(a) : a
    const found = entropy(matrix, { ...options, reference: true })
    expect(largestDifference(found, goldenValues(file))).toBeLessThan(tolerance)
  })

  test.each(goldenFiles(`${name}.bin_edges`))("%s, to the bit and in the precision of the activations", (file) => {
    const expected = goldenValues(file)
    const edges = linspaceEdges(...extent((file.includes("f64cast") ? inFloat64(a) : a).data), 100)
    expect(expected instanceof Float32Array).toBe(a.data instanceof Float32Array && !file.includes("f64cast"))
    expect(expected instanceof Float32Array ? Float32Array.from(edges) : edges).toEqual(expected)
  })

  test("textbook binned mutual information in 10 bins, every entry (the released code's own is wrong)", () => {
    const n = a.neurons
    const bins = Array.from({ length: n }, (_, j) => {
      const values = neuronValues(a, j)
      return binIndices(values, linspaceEdges(...extent(values), 10), "closed")
    })
    const found = new Float64Array(n * n)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++)
        found[i * n + j] = found[j * n + i] = binnedMutualInformation(bins[i], bins[j], 10, 10)
    }
    const expected = goldenValues(`${name}.binned_mi_local10_closed.npy`)
    expect(largestDifference(found, expected)).toBeLessThan(tolerance)
    const options = { method: "binned", bins: 10, reference: true } as const
    const first = mutualInformation(neuronValues(a, 0), neuronValues(a, 1), options)
    expect(Math.abs(first - expected[1])).toBeLessThan(tolerance)
  })

  test.each([3, 5])(`KSG-1 with k = %d, ${entriesSampled} entries of the matrix, the diagonal among them`, (k) => {
    const rows = Math.min(64, a.neurons)
    const expected = goldenValues(`${name}.ksg_k${k}.npy`)
    for (const entry of [0, ...sampleIndices(rows ** 2, entriesSampled - 1, seededRandom(k))]) {
      const [i, j] = [Math.floor(entry / rows), entry % rows]
      const found = mutualInformation(neuronValues(a, i), neuronValues(a, j), { k, reference: true })
      expect(Math.abs(found - expected[entry]), `neurons ${i} and ${j}`).toBeLessThan(tolerance)
    }
  })

  test(`every estimator of pairs.json: ${pairs[name].length} pairs, k = 3 and 5`, () => {
    for (const pair of pairs[name]) {
      const x = neuronValues(a, pair.i)
      const y = neuronValues(a, pair.j)
      for (const k of [3, 5]) {
        const wanted = { ksg: pair[`ksg1_k${k}`], ksg2: pair[`ksg2_k${k}`], mixed: pair[`gao_strict_k${k}`] }
        for (const method of ["ksg", "ksg2", "mixed"] as const) {
          if (wanted[method] === undefined) continue
          const found = mutualInformation(x, y, { method, k, reference: true })
          expect(Math.abs(found - wanted[method]), `${method} of ${pair.i}, ${pair.j}, k = ${k}`).toBeLessThan(
            tolerance,
          )
        }
      }
      if (pair.gauss_copula === undefined) continue
      const found = mutualInformation(x, y, { method: "gaussian-copula", reference: true })
      expect(Math.abs(found - pair.gauss_copula), `copula of ${pair.i}, ${pair.j}`).toBeLessThan(tolerance)
    }
  })
})

test("c_f16 in float32, as readers give float16, agrees to 1e-9 as well: its edges round to the same bins", () => {
  const a = goldenActivations("c_f16")
  const single = { ...a, data: Float32Array.from(a.data) }
  for (const [bins, edges] of [[100, "global"] as const, [10, "local"] as const]) {
    const expected = goldenValues(`c_f16.entropy_binned_${edges}${bins}.npy`)
    expect(largestDifference(entropy(single, { bins, edges, reference: true }), expected)).toBeLessThan(tolerance)
  }
})
