import { expect, test } from "vitest"
import { demoText } from "#src/cli/demo-text.js"
import type { BoxStatistics, LayerSummary, Measurement } from "#src/estimators/measurement.js"
import type { DemoNetwork } from "#src/experiments/demo.js"
import { demoFindings } from "#src/experiments/demo-findings.js"

const box = (mean: number) => ({ mean, meanInterval: [mean - 0.1, mean + 0.1] }) as BoxStatistics

function measurement(entropy: number, local: number, information: number | null): Measurement {
  const summary = (layer: string | null) =>
    ({
      layer,
      entropy: box(entropy),
      entropyLocal: box(local),
      mutualInformation: information === null ? null : box(information),
    }) as LayerSummary
  const layers = [{ name: "hidden1.pre", start: 0, end: 2 }]
  return { layers, summary: { all: summary(null), layers: [summary("hidden1.pre")] } } as Measurement
}

const measured = (shortcut: Measurement, shuffled: Measurement): Record<DemoNetwork, Measurement> => ({
  plain: measurement(2, 4, 1),
  shortcut,
  "true-labels": measurement(2, 4, 1),
  shuffled,
})

function overall(measurements: Record<DemoNetwork, Measurement>, network: DemoNetwork): Record<string, string> {
  const findings = demoFindings(measurements).filter(({ layer, claim }) => layer === null && claim.network === network)
  return Object.fromEntries(findings.map(({ quantity, outcome }) => [quantity, outcome]))
}

test("a shortcut is as in the paper where entropy falls and mutual information rises", () => {
  const as = { entropy: "as in the paper", entropyLocal: "as in the paper", mutualInformation: "as in the paper" }
  expect(overall(measured(measurement(1, 3, 2), measurement(2, 4, 1)), "shortcut")).toEqual(as)
})

test("learning by heart is as in the paper where entropy rises and mutual information falls", () => {
  const as = { entropy: "as in the paper", entropyLocal: "as in the paper", mutualInformation: "as in the paper" }
  expect(overall(measured(measurement(2, 4, 1), measurement(3, 5, 0)), "shuffled")).toEqual(as)
})

test("the other sign is against the paper, and a difference within the intervals is unclear", () => {
  const found = overall(measured(measurement(3, 4.19, 1.1), measurement(1, 3.81, 2)), "shortcut")
  expect(found).toEqual({ entropy: "against the paper", entropyLocal: "unclear", mutualInformation: "unclear" })
  expect(overall(measured(measurement(2, 4, 1), measurement(1, 4, 2)), "shuffled")).toEqual({
    entropy: "against the paper",
    entropyLocal: "unclear",
    mutualInformation: "against the paper",
  })
})

test("without mutual information there is nothing to find about it", () => {
  const without = measured(measurement(1, 3, null), measurement(3, 5, null))
  expect(demoFindings(without).some(({ quantity }) => quantity === "mutualInformation")).toBe(false)
})

test("the text says aloud what came out against the paper, over all and by layer", () => {
  const measurements = measured(measurement(1, 3, 2), measurement(1, 3, 0))
  const networks = Object.entries(measurements).map(([name, measurement]) => {
    return { name: name as DemoNetwork, trainingAccuracy: 1, heldOutAccuracy: 0.5, measurement }
  })
  const text = demoText({ networks, findings: demoFindings(measurements), report: "demo/report.html" })
  expect(text).toContain("H rises. Here, over all layers: 2.00 → 1.00, AGAINST THE PAPER.")
  expect(text.split("AGAINST THE PAPER").length).toBe(2)
  expect(text).toMatch(/against the paper:\s+hidden1\.pre/)
  expect(text).toContain("one of scale, not of shape")
})
