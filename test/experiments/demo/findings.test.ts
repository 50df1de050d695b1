import { expect, test } from "vitest"
import { demoText } from "#src/cli/demo-text.js"
import type { BoxStatistics, LayerSummary, Measurement } from "#src/estimators/measurement.js"
import type { DemoNetwork } from "#src/experiments/demo/demo.js"
import { demoFindings } from "#src/experiments/demo/findings.js"

const box = (mean: number) => ({ mean, meanInterval: [mean - 0.1, mean + 0.1] }) as BoxStatistics

function measurement(entropy: number, local: number, information: number | null): Measurement {
  const summary = (layer: string | null) =>
    ({
      layer,
      entropy: box(entropy),
      entropyLocal: box(local),
      entropyKnn: box(local - 3),
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

const paper = "as in the paper"
const as = { entropy: paper, entropyLocal: paper, entropyKnn: paper, mutualInformation: paper }

test("a shortcut is as in the paper where entropy falls and mutual information rises", () => {
  expect(overall(measured(measurement(1, 3, 2), measurement(2, 4, 1)), "shortcut")).toEqual(as)
})

test("learning by heart is as in the paper where entropy rises and mutual information falls", () => {
  expect(overall(measured(measurement(2, 4, 1), measurement(3, 5, 0)), "shuffled")).toEqual(as)
})

test("the other sign is against the paper, and a difference within the intervals is unclear", () => {
  const found = overall(measured(measurement(3, 4.19, 1.1), measurement(1, 3.81, 2)), "shortcut")
  expect(found).toMatchObject({ entropy: "against the paper", entropyLocal: "unclear", mutualInformation: "unclear" })
  expect(overall(measured(measurement(2, 4, 1), measurement(1, 4, 2)), "shuffled")).toMatchObject({
    entropy: "against the paper",
    entropyLocal: "unclear",
    mutualInformation: "against the paper",
  })
})

test("without mutual information there is nothing to find about it", () => {
  const without = measured(measurement(1, 3, null), measurement(3, 5, null))
  expect(demoFindings(without).some(({ quantity }) => quantity === "mutualInformation")).toBe(false)
})

function textOf(measurements: Record<DemoNetwork, Measurement>): string {
  const networks = Object.entries(measurements).map(([name, measurement]) => {
    return { name: name as DemoNetwork, epochs: 40, trainingAccuracy: 1, heldOutAccuracy: 0.5, measurement }
  })
  const text = demoText({ networks, findings: demoFindings(measurements), report: "demo/report.html" })
  return text.replace(/\n */g, " ")
}

test("the text says aloud what came out against the paper, over all and by layer", () => {
  const text = textOf(measured(measurement(1, 3, 2), measurement(1, 3, 0)))
  expect(text).toContain("H falls. Here, over all layers: 2.00 → 1.00, as in the paper. The same in every layer.")
  expect(text).toContain("H rises. Here, over all layers: 2.00 → 1.00, AGAINST THE PAPER. The same in every layer.")
  expect(text.split("AGAINST THE PAPER").length).toBe(2)
})

test("the text names the layers where they do not agree", () => {
  const mixed = measurement(1, 3, 2)
  mixed.summary.layers[0].entropy = box(3)
  expect(textOf(measured(mixed, measurement(3, 5, 0)))).toContain("By layer, against the paper: hidden1.pre.")
})

test("the text says whether the difference in entropy outlasts the removal of scale", () => {
  const lasting = textOf(measured(measurement(1, 3, 2), measurement(3, 5, 0)))
  expect(lasting.split("it is not scale alone").length).toBe(3)
  const scaled = textOf(measured(measurement(1, 4, 2), measurement(3, 4, 0)))
  expect(scaled.split("in part or in whole, one of scale").length).toBe(3)
})
