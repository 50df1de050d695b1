import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type ActivationMatrix, activationMatrix } from "#src/activations.js"
import { entropy } from "#src/estimators/entropy.js"
import type { MutualInformationMethod } from "#src/estimators/measurement.js"
import { mutualInformation } from "#src/estimators/mutual-information.js"
import { mutualInformationMethods } from "#src/estimators/options.js"
import { neuronScale, withinRange } from "#src/estimators/scale.js"
import { normals, permutation, seededRandom } from "#src/random.js"

const examples = 150

/** Two dependent neurons: continuous, rectified, or rounded to few values. */
function dependentPair(seed: number, map: (u: number) => number = Number) {
  const normal = normals(seededRandom(seed))
  const x = Float64Array.from({ length: examples }, normal)
  const y = x.map((u) => map(0.7 * u + 0.7 * normal()))
  return { x: x.map(map), y }
}

const kinds: Record<string, (u: number) => number> = {
  continuous: Number,
  rectified: (u) => Math.max(0, u),
  "small integers": (u) => Math.round(3 * u),
}
const neighbourMethods: MutualInformationMethod[] = ["ksg", "ksg2", "mixed"]
const seeds = [1, 2, 3]

function difference(found: number, expected: number): number {
  return Math.abs(found - expected)
}

describe.each(mutualInformationMethods)("mutual information, %s", (method) => {
  const of = (x: Float64Array, y: Float64Array) => mutualInformation(x, y, { method })

  test.each(Object.entries(kinds))("is symmetric to 1e-12 on %s values", (_, map) => {
    for (const seed of seeds) {
      const { x, y } = dependentPair(seed, map)
      expect(difference(of(x, y), of(y, x))).toBeLessThan(1e-12)
    }
  })

  test.each(Object.entries(kinds))("does not depend on the order of the examples, to 1e-12, on %s values", (_, map) => {
    for (const seed of seeds) {
      const { x, y } = dependentPair(seed, map)
      const order = permutation(examples, seededRandom(seed))
      const shuffled = (values: Float64Array) => Float64Array.from(order, (i) => values[i])
      expect(difference(of(shuffled(x), shuffled(y)), of(x, y))).toBeLessThan(1e-12)
    }
  })

  test.each(Object.entries(kinds))("is the same to the bit after a factor of a power of two on %s values", (_, map) => {
    for (const seed of seeds) {
      const { x, y } = dependentPair(seed, map)
      for (const factor of [2 ** -70, 0.5, 1024, 2 ** 300]) {
        expect(
          of(
            x.map((v) => v * factor),
            y,
          ),
        ).toBe(of(x, y))
      }
    }
  })

  test("is the same to 1e-9 after any factor and shift of one neuron, continuous values", () => {
    for (const seed of seeds) {
      const { x, y } = dependentPair(seed)
      for (const [factor, shift] of [
        [1000, 0],
        [-0.37, 0],
        [1.1e-5, 3],
        [7, -1234.5],
      ]) {
        const moved = x.map((v) => factor * v + shift)
        expect(difference(of(moved, y), of(x, y)), `${factor} v + ${shift}`).toBeLessThan(1e-9)
      }
    }
  })

  test("is the same to the bit after a whole shift of small integers", () => {
    const { x, y } = dependentPair(4, (u) => Math.round(3 * u))
    expect(
      of(
        x.map((v) => v + 1_000_000),
        y,
      ),
    ).toBe(of(x, y))
  })

  test("is exactly 0 with a dead or constant neuron, of two dead neurons too", () => {
    const { x } = dependentPair(5)
    for (const value of [0, -3.25, 1e300, 5e-324]) {
      const constant = new Float64Array(examples).fill(value)
      expect([of(x, constant), of(constant, x), of(constant, constant)]).toEqual([0, 0, 0])
    }
  })

  test("in bits is the number of nats over ln 2", () => {
    const { x, y } = dependentPair(6)
    expect(mutualInformation(x, y, { method, unit: "bits" })).toBeCloseTo(of(x, y) / Math.LN2, 12)
  })
})

describe("mutual information, gaussian-copula", () => {
  test("is the same to the bit after an increasing map, to 1e-12 after a decreasing one, ties included", () => {
    for (const map of Object.values(kinds)) {
      const { x, y } = dependentPair(7, map)
      const found = mutualInformation(x, y, { method: "gaussian-copula" })
      const increasing = x.map((v) => Math.exp(v) + v ** 3)
      const decreasing = x.map((v) => -Math.atan(v))
      expect(mutualInformation(increasing, y, { method: "gaussian-copula" })).toBe(found)
      expect(difference(mutualInformation(decreasing, y, { method: "gaussian-copula" }), found)).toBeLessThan(1e-12)
    }
  })
})

describe("the default estimator", () => {
  test("is KSG-1 to 1e-12 on values without ties", () => {
    const { x, y } = dependentPair(8)
    expect(difference(mutualInformation(x, y), mutualInformation(x, y, { method: "ksg" }))).toBeLessThan(1e-12)
  })

  test("under reference is the released code's KSG-1, which scale moves", () => {
    const { x, y } = dependentPair(9)
    const thousandfold = x.map((v) => 1000 * v)
    expect(mutualInformation(x, y, { reference: true })).toBe(
      mutualInformation(x, y, { method: "ksg", reference: true }),
    )
    expect(mutualInformation(thousandfold, y, { reference: true })).toBeLessThan(
      mutualInformation(x, y, { reference: true }) / 2,
    )
  })
})

describe("neuronScale", () => {
  test("is 1 / standard deviation, 1 for a constant", () => {
    expect(neuronScale([1, 3])).toBe(1)
    expect(neuronScale([0, 0, 4, 4])).toBe(0.5)
    expect(neuronScale([7, 7, 7])).toBe(1)
  })

  test("does not move by a bit with the order of the examples, nor with a shift that is exact", () => {
    const { x } = dependentPair(10, (u) => Math.round(1000 * u))
    for (const seed of seeds) {
      const shuffled = Float64Array.from(permutation(examples, seededRandom(seed)), (i) => x[i])
      expect(neuronScale(shuffled)).toBe(neuronScale(x))
    }
    expect(neuronScale(x.map((v) => v + 2 ** 40))).toBe(neuronScale(x))
  })

  test("is positive and finite for any finite values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 8 }),
        (v) => {
          const scale = neuronScale(v)
          expect(scale).toBeGreaterThan(0)
          expect(scale).toBeLessThan(Infinity)
          const range = Math.max(...withinRange(v)) - Math.min(...withinRange(v))
          expect(range).toBeLessThan(Infinity)
        },
      ),
      { seed: 1, numRuns: 2000 },
    )
  })
})

/** Values no sane network gives, all finite. */
const nasty: Record<string, (i: number, u: number) => number> = {
  constant: () => 2.5,
  "dead but for one example": (i) => (i === 7 ? 1 : 0),
  "two values": (_, u) => (u > 0 ? 1 : -1),
  subnormal: (_, u) => Math.round(20 * u) * 5e-324,
  "±1.7e308": (_, u) => (u > 0 ? 1.7e308 : -1.7e308),
  "all of float64's range": (_, u) => Math.max(-1, Math.min(1, u)) * 1.7e308,
  "one outlier of 1e30": (i, u) => (i === 3 ? 1e30 : u),
  "one outlier of 1.7e308 among 1e-300": (i, u) => (i === 3 ? 1.7e308 : u * 1e-300),
  "offset 1e8": (_, u) => 1e8 + u,
  "offset 1e16, two neighbouring numbers": (_, u) => (u > 0 ? 1e16 + 2 : 1e16),
  "both zeros": (_, u) => (u > 0 ? 0 : -0),
  ordinary: (_, u) => u,
}

function nastyNeuron(kind: string, seed: number): Float64Array {
  const normal = normals(seededRandom(seed))
  return Float64Array.from({ length: examples }, (_, i) => nasty[kind](i, normal()))
}

describe("no estimate is NaN or infinite, whatever the finite input:", () => {
  test.each(mutualInformationMethods)("mutual information, %s, every two of the nasty neurons", (method) => {
    for (const one of Object.keys(nasty)) {
      for (const other of Object.keys(nasty)) {
        const [x, y] = [nastyNeuron(one, 1), nastyNeuron(other, 2)]
        expect(mutualInformation(x, y, { method }), `${one} and ${other}`).toSatisfy(Number.isFinite)
        expect(mutualInformation(x, x, { method }), `${one} and itself`).toSatisfy(Number.isFinite)
        expect(mutualInformation(x, y, { method, reference: true }), `${one} and ${other}`).toSatisfy(Number.isFinite)
      }
    }
  })

  test.each([
    { method: "binned", edges: "global" },
    { method: "binned", edges: "local" },
    { method: "binned", edges: "equal-frequency" },
    { method: "binned", edges: "local", correction: "miller-madow" },
    { method: "knn" },
  ] as const)("entropy, %o, each of the nasty neurons alone and all together", (options) => {
    const all = new Float64Array(Object.keys(nasty).length * examples)
    Object.keys(nasty).forEach((kind, j) => {
      const values = nastyNeuron(kind, j)
      all.set(values, j * examples)
      expect(entropy(activationMatrix(values, examples, 1), options)[0], kind).toSatisfy(Number.isFinite)
    })
    const together = entropy(activationMatrix(all, examples, Object.keys(nasty).length), options)
    expect([...together].every(Number.isFinite)).toBe(true)
    expect(together[0]).toBe(0)
  })

  test("any three examples of two neurons", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true })
    const three = fc.tuple(number, number, number)
    fc.assert(
      fc.property(three, three, fc.constantFrom(...mutualInformationMethods), (x, y, method) => {
        expect(mutualInformation(x, y, { method, k: 2 })).toSatisfy(Number.isFinite)
        const a = activationMatrix(Float64Array.from([...x, ...y]), 3, 2)
        expect([...entropy(a, { method: "knn", k: 2 })].every(Number.isFinite)).toBe(true)
        expect([...entropy(a)].every(Number.isFinite)).toBe(true)
      }),
      { seed: 2, numRuns: 2000 },
    )
  })
})

describe("entropy", () => {
  const pair = dependentPair(11, (u) => Math.max(0, u))
  const matrix = (x: Float64Array): ActivationMatrix => activationMatrix(x, examples, 1)

  test.each([
    { method: "knn" },
    { method: "binned", edges: "local" },
    { method: "binned", edges: "equal-frequency" },
  ] as const)("%o is the same to the bit after a factor of a power of two", (options) => {
    for (const factor of [2 ** -70, 0.5, 2 ** 300]) {
      const scaled = pair.x.map((v) => v * factor)
      expect(entropy(matrix(scaled), options)[0]).toBe(entropy(matrix(pair.x), options)[0])
    }
  })

  test("knn is the same to 1e-9 after any factor and shift, and does not depend on the order of the examples", () => {
    const { x } = dependentPair(12)
    const [found] = entropy(matrix(x), { method: "knn" })
    const moved = x.map((v) => -3.7 * v + 11)
    expect(difference(entropy(matrix(moved), { method: "knn" })[0], found)).toBeLessThan(1e-9)
    const shuffled = Float64Array.from(permutation(examples, seededRandom(1)), (i) => x[i])
    expect(entropy(matrix(shuffled), { method: "knn" })[0]).toBe(found)
  })

  test("equal-frequency is the same to the bit after an increasing map", () => {
    const options = { edges: "equal-frequency", bins: 8 } as const
    expect(entropy(matrix(pair.x.map(Math.exp)), options)).toEqual(entropy(matrix(pair.x), options))
  })

  test("binned lies between 0 and ln B; the maximum counts in the last bin, and in one of its own under reference", () => {
    const values = Float64Array.of(0, 1, 2, 3, 4)
    const five = activationMatrix(values, 5, 1)
    expect(entropy(five, { bins: 4 })[0]).toBeCloseTo(0.6 * Math.log(5) + 0.4 * Math.log(2.5), 14)
    expect(entropy(five, { bins: 4, reference: true })[0]).toBeCloseTo(Math.log(5), 14)
  })
})

test.each(neighbourMethods)("%s: a neuron and its copy hold more than any other pair of these", (method) => {
  const { x, y } = dependentPair(13)
  expect(mutualInformation(x, x, { method })).toBeGreaterThan(mutualInformation(x, y, { method }) + 1)
})
