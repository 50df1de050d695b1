import { grad, numpy as np } from "@jax-js/jax"
import { describe, expect, it } from "vitest"
import { gelu } from "#src/networks/gelu.js"

const points = Array.from({ length: 241 }, (_, i) => (i - 120) / 10)

describe("GELU", () => {
  it("is x times the normal distribution to 5e-7", () => {
    const found = gelu(np.array(points)).dataSync()
    points.forEach((x, i) => {
      expect(Math.abs(found[i] - x * cumulative(x))).toBeLessThan(5e-7)
    })
  })

  it("has its slope to 5e-7", () => {
    const found = grad((x: np.Array) => np.sum(gelu(x)))(np.array(points)).dataSync()
    points.forEach((x, i) => {
      const slope = cumulative(x) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
      expect(Math.abs(found[i] - slope)).toBeLessThan(5e-7)
    })
  })
})

/** The normal distribution by Simpson's rule from 0, in float64. */
function cumulative(x: number): number {
  const steps = 2000
  const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI)
  let sum = density(0) + density(x)
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * density((x * i) / steps)
  return 0.5 + (sum * x) / steps / 3
}
