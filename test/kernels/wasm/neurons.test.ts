import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { binIndices, equalFrequencyEdges, knnEntropy, linspaceEdges } from "#src/kernels/reference/index.js"
import { neuronKernels } from "#src/kernels/wasm/index.js"

const seed = { seed: 11, numRuns: 400 }
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.integer({ min: -4, max: 4 }),
  fc.constantFrom(0, -0, 1e-300, -1e-300, 0.1, 1e300, -1e300),
)
const neuron = fc.array(value, { minLength: 2, maxLength: 60 }).map((values) => Float64Array.from(values))
const either = fc.oneof(
  neuron,
  neuron.map((values) => Float32Array.from(values, (v) => (Math.abs(v) > 1e30 ? Math.sign(v) * 1e30 : v))),
)

test("extent: least and largest value; NaN where a value is not finite", () => {
  fc.assert(
    fc.property(either, (values) => {
      const [lo, hi] = neuronKernels(values.length).extent(values)
      expect(lo).toEqual(Math.min(...values) + 0)
      expect(hi).toEqual(Math.max(...values) + 0)
    }),
    seed,
  )
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (let at = 0; at < 5; at++) {
      const values = Float32Array.of(1, 2, 3, 4, 5)
      values[at] = bad
      expect(neuronKernels(5).extent(values)).toEqual([NaN, NaN])
    }
  }
})

describe("bin counts are those of the plain twin", () => {
  const counted = (values: Float32Array | Float64Array, edges: Float32Array | Float64Array) => {
    const counts = new Uint32Array(edges.length)
    for (const bin of binIndices(values, edges, "extra")) counts[bin]++
    return counts
  }
  const bins = fc.integer({ min: 1, max: 40 })

  test("equally spaced edges over the neuron's range and over a wider one", () => {
    fc.assert(
      fc.property(either, bins, fc.constantFrom(0, 0.3), (values, count, margin) => {
        const [lo, hi] = [Math.min(...values), Math.max(...values)]
        const edges = linspaceEdges(lo - margin * (hi - lo), hi + margin * (hi - lo), count)
        expect(neuronKernels(values.length, count).countBins(values, edges)).toEqual(counted(values, edges))
      }),
      seed,
    )
  })

  test("edges rounded to float32, as the released code has them", () => {
    fc.assert(
      fc.property(neuron, bins, (wide, count) => {
        const values = Float32Array.from(wide, (v) => v % 1000)
        const edges = Float32Array.from(linspaceEdges(Math.min(...values), Math.max(...values), count))
        fc.pre(edges.every((edge, m) => m === 0 || edge > edges[m - 1]))
        expect(neuronKernels(values.length, count).countBins(values, edges)).toEqual(counted(values, edges))
      }),
      seed,
    )
  })

  test("values at the edges themselves", () => {
    const edges = linspaceEdges(-0.7, 1.3, 37)
    const nextUp = Float64Array.from(edges, (edge) => edge + Math.abs(edge) * 2 ** -52)
    const nextDown = Float64Array.from(edges, (edge) => edge - Math.abs(edge) * 2 ** -52)
    const values = Float64Array.of(...edges, ...nextUp, ...nextDown)
    expect(neuronKernels(values.length, 37).countBins(values, edges)).toEqual(counted(values, edges))
  })

  test("unequal edges, repeated ones too", () => {
    fc.assert(
      fc.property(either, bins, (values, count) => {
        const edges = equalFrequencyEdges(values, count)
        expect(neuronKernels(values.length, count).countBins(values, edges)).toEqual(counted(values, edges))
      }),
      seed,
    )
  })
})

test("kNN entropy is that of the plain twin to 1e-9, ties, signed zeros and subnormal gaps included", () => {
  fc.assert(
    fc.property(either, fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, 0.037), (values, k, scale) => {
      fc.pre(values.length > k && Math.min(...values) !== Math.max(...values))
      const expected = knnEntropy(values, k, scale, "safe")
      fc.pre(Number.isFinite(expected))
      expect(Math.abs(neuronKernels(values.length).knnEntropy(values, k, scale) - expected)).toBeLessThan(1e-9)
    }),
    seed,
  )
})
