import { describe, expect, it } from "vitest"
import { forecastText, refuseAbsurd } from "#src/cli/forecast.js"
import type { Forecast } from "#src/estimators/forecast.js"
import { duration } from "#src/report/costs.js"

const gibibytes = 2 ** 30

function forecast(seconds: number, neurons = 1000): Forecast {
  const layers = [
    { name: "narrow", start: 0, end: 100 },
    { name: "wide", start: 100, end: neurons },
  ]
  const pairs = (neurons * (neurons + 1)) / 2
  return { layers, neurons, pairs, microsecondsPerPair: (seconds * 1e6) / pairs, seconds }
}

describe("the forecast", () => {
  it("is silent about what takes seconds", () => {
    expect(forecastText(forecast(9))).toBeUndefined()
  })

  it("tells pairs, the time of one, and of all", () => {
    expect(forecastText(forecast(70))).toBe("500,500 pairs at 140 µs, about 1 min 10 s")
  })

  it("of over ten minutes suggests the neurons per layer that take a minute", () => {
    // 1 h for 1000 neurons: a minute is for 1000/√60 = 129 of them, 64 in each layer
    expect(forecastText(forecast(3600))).toMatch(/about 1 h 0 min; --neurons 64, a seeded sample/)
  })

  it("lets half a day and half the memory pass, and no more", () => {
    expect(() => refuseAbsurd(forecast(12 * 3600), { memory: gibibytes })).not.toThrow()
    expect(() => refuseAbsurd(forecast(12 * 3600 + 1), { memory: gibibytes })).toThrow(/--neurons 18, .*--yes/)
    expect(() => refuseAbsurd(forecast(1), { memory: 16e6 })).not.toThrow()
    expect(() => refuseAbsurd(forecast(1), { memory: 15.9e6 })).toThrow(/0\.008 GB for the matrix/)
    const instead = "fewer --permutations take less"
    expect(() => refuseAbsurd(forecast(12 * 3600 + 1), { instead })).toThrow(/it all the same, fewer --permutations/)
  })
})

it.each([
  [0.2, "0 s"],
  [59.4, "59 s"],
  [61, "1 min 1 s"],
  [3599.7, "1 h 0 min"],
  [400_000, "111 h 6 min"],
])("%d seconds are told as %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text)
})
