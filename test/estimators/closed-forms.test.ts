import { describe, expect, test } from "vitest"
import {
  gaussianInformation,
  integerGaussianInformation,
  normalDensity,
  rectifiedGaussianInformation,
  simpson,
} from "#bench/known-truth.js"
import { activationMatrix } from "#src/activations.js"
import { entropy } from "#src/estimators/entropy.js"
import { mutualInformation } from "#src/estimators/mutual-information.js"
import { normals, seededRandom } from "#src/random.js"

function gaussianPair(rho: number, examples: number, seed: number): { x: Float64Array; y: Float64Array } {
  const normal = normals(seededRandom(seed))
  const x = Float64Array.from({ length: examples }, normal)
  const y = x.map((u) => rho * u + Math.sqrt(1 - rho * rho) * normal())
  return { x, y }
}

function meanInformation(rho: number, map: (u: number) => number, options: Parameters<typeof mutualInformation>[2]) {
  const repetitions = 10
  let sum = 0
  for (let seed = 0; seed < repetitions; seed++) {
    const { x, y } = gaussianPair(rho, 800, seed)
    sum += mutualInformation(x.map(map), y.map(map), options)
  }
  return sum / repetitions
}

describe("bivariate Gaussian, −½ ln(1 − ρ²), mean of 10 samples of 800", () => {
  const bounds = { ksg: 0.05, ksg2: 0.05, mixed: 0.05, "gaussian-copula": 0.05, binned: 0.15 } as const
  for (const [method, bound] of Object.entries(bounds)) {
    test.each([0, 0.3, 0.6, 0.9])(`${method} is within ${bound} nats at ρ = %d`, (rho) => {
      const found = meanInformation(rho, Number, { method: method as keyof typeof bounds })
      expect(Math.abs(found - gaussianInformation(rho))).toBeLessThan(bound)
    })
  }
})

describe("activations with ties, the default estimator, mean of 10 samples of 800", () => {
  test.each([0, 0.6, 0.9])("rectified Gaussian pairs at ρ = %d: within 0.03 nats of the integral", (rho) => {
    const found = meanInformation(rho, (u) => Math.max(0, u), {})
    expect(Math.abs(found - rectifiedGaussianInformation(rho))).toBeLessThan(0.03)
  })

  test.each([0, 0.6, 0.9])(
    "Gaussian pairs rounded to half a σ at ρ = %d: within 0.03 nats of the table's sum",
    (rho) => {
      const found = meanInformation(rho, (u) => Math.round(2 * u), {})
      expect(Math.abs(found - integerGaussianInformation(rho, 2))).toBeLessThan(0.03)
    },
  )

  test.each([0, 0.6, 0.9])(
    "Gaussian pairs rounded to a tenth of σ at ρ = %d: within 0.06 nats of the table's sum",
    (rho) => {
      const found = meanInformation(rho, (u) => Math.round(10 * u), {})
      expect(Math.abs(found - integerGaussianInformation(rho, 10))).toBeLessThan(0.06)
    },
  )
})

describe("known truths, each by a second way", () => {
  test.each([0.3, 0.6, 0.9])(
    "rectified at 0 and ρ = %d: truncated moments of the quadrant in closed form, 1e-9",
    (rho) => {
      const corner = 0.25 + Math.asin(rho) / (2 * Math.PI)
      const spread = 1 - rho * rho
      const xx = corner + (rho * Math.sqrt(spread)) / (2 * Math.PI)
      const xy = (Math.sqrt(spread) + rho * (Math.PI / 2 + Math.asin(rho))) / (2 * Math.PI)
      const quadrant = gaussianInformation(rho) * corner - (2 * rho * rho * xx - 2 * rho * xy) / (2 * spread)
      // P(V ≤ 0 | u), from its own integral instead of the series.
      const below = (u: number) => simpson(normalDensity, -20, (-rho * u) / Math.sqrt(spread))
      const edge = simpson((u) => normalDensity(u) * below(u) * Math.log(2 * below(u)), 0, 6, 800)
      const expected = corner * Math.log(4 * corner) + 2 * edge + quadrant
      expect(Math.abs(rectifiedGaussianInformation(rho) - expected)).toBeLessThan(1e-9)
    },
  )

  test("rectified at t = 1 and ρ = 0.6: the mean log ratio of densities over a million draws, 3 standard errors", () => {
    const rho = 0.6
    const normal = normals(seededRandom(7))
    const s = Math.sqrt(1 - rho * rho)
    const cdf = (z: number) => simpson(normalDensity, -9, z, 200)
    const atom = cdf(1)
    const corner = simpson((u) => normalDensity(u) * cdf((1 - rho * u) / s), -8, 1, 400)
    const given = Float64Array.from({ length: 801 }, (_, m) => cdf((1 - rho * (m / 100)) / s))
    const draws = 1e6
    let [sum, squares] = [0, 0]
    for (let d = 0; d < draws; d++) {
      const u = normal()
      const v = rho * u + s * normal()
      const above = Math.max(u, v)
      let ratio = -Math.log(s) - (rho * rho * (u * u + v * v) - 2 * rho * u * v) / (2 * s * s)
      if (above <= 1) ratio = Math.log(corner / (atom * atom))
      else if (Math.min(u, v) <= 1) ratio = Math.log(given[Math.round(above * 100)] / atom)
      sum += ratio
      squares += ratio * ratio
    }
    const mean = sum / draws
    const standardError = Math.sqrt((squares / draws - mean * mean) / draws)
    expect(Math.abs(rectifiedGaussianInformation(rho, 1) - mean)).toBeLessThan(3 * standardError)
  })

  test("integers: rounding loses information, less the finer it is, and hardly any at a twentieth of σ", () => {
    const [coarse, middle, fine] = [0.5, 2, 20].map((sigma) => integerGaussianInformation(0.6, sigma))
    expect(coarse).toBeLessThan(middle)
    expect(middle).toBeLessThan(fine)
    expect(gaussianInformation(0.6) - fine).toBeGreaterThan(0)
    expect(gaussianInformation(0.6) - fine).toBeLessThan(2e-4)
  })

  test("rectified integers at σ = ¼: all but the table of two events, u ≥ 2 and v ≥ 2, is negligible, 1e-6", () => {
    const rho = 0.6
    const cdf = (z: number) => simpson(normalDensity, -12, z, 800)
    const below = cdf(2)
    const both = simpson((u) => normalDensity(u) * cdf((2 - rho * u) / Math.sqrt(1 - rho * rho)), -8, 2, 800)
    const term = (p: number, q: number) => p * Math.log(p / q)
    const expected =
      term(both, below ** 2) +
      2 * term(below - both, below * (1 - below)) +
      term(1 - 2 * below + both, (1 - below) ** 2)
    expect(Math.abs(integerGaussianInformation(rho, 0.25, true) - expected)).toBeLessThan(1e-6)
  })
})

describe("entropy", () => {
  const uniform = Float64Array.from({ length: 5000 }, seededRandom(3))

  test("uniform values in 20 local bins: ln 20 to 0.005 nats", () => {
    const [found] = entropy(activationMatrix(uniform, 5000, 1), { bins: 20, edges: "local" })
    expect(Math.abs(found - Math.log(20))).toBeLessThan(0.005)
  })

  test("uniform values, knn: ln √12 to 0.03 nats, the entropy of a uniform of unit variance", () => {
    const [found] = entropy(activationMatrix(uniform, 5000, 1), { method: "knn" })
    expect(Math.abs(found - Math.log(Math.sqrt(12)))).toBeLessThan(0.03)
  })

  test("uniform values on [0, 1], knn under reference: 0 to 0.03 nats, in the neuron's own units", () => {
    const [found] = entropy(activationMatrix(uniform, 5000, 1), { method: "knn", reference: true })
    expect(Math.abs(found)).toBeLessThan(0.03)
  })

  test("normal values, knn: ½ ln 2πe to 0.04 nats", () => {
    const values = Float64Array.from({ length: 5000 }, normals(seededRandom(4)))
    const [found] = entropy(activationMatrix(values, 5000, 1), { method: "knn" })
    expect(Math.abs(found - 0.5 * Math.log(2 * Math.PI * Math.E))).toBeLessThan(0.04)
  })

  test("Miller–Madow takes most of the bias away: 100 uniform values in 50 bins, mean of 50 samples within 0.1 of ln 50", () => {
    const random = seededRandom(5)
    const samples = activationMatrix(Float64Array.from({ length: 5000 }, random), 100, 50)
    const mean = (correction: "none" | "miller-madow") => {
      const found = entropy(samples, { bins: 50, edges: "local", correction })
      return found.reduce((sum, h) => sum + h, 0) / found.length
    }
    expect(Math.log(50) - mean("none")).toBeGreaterThan(0.2)
    expect(Math.abs(Math.log(50) - mean("miller-madow"))).toBeLessThan(0.1)
  })

  test("global edges follow scale: halving one of two neurons lowers its entropy by about ln 2", () => {
    const values = new Float64Array(10_000)
    values.set(uniform)
    values.set(
      uniform.map((v) => v / 2),
      5000,
    )
    const [whole, half] = entropy(activationMatrix(values, 5000, 2), { bins: 20, edges: "global" })
    expect(Math.abs(whole - half - Math.LN2)).toBeLessThan(0.01)
  })
})
