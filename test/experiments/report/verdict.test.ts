import { describe, expect, it } from "vitest"
import { type Verdict, verdictOf } from "#src/experiments/report/verdict.js"
import type { MeanMeasures } from "#src/experiments/sweep/model-result.js"
import type { SweptModel } from "#src/experiments/sweep/trend-table.js"
import { runOf, sampleModels, sweep, withMeans } from "./sample-experiment.js"

const models: SweptModel[] = await sampleModels()

function verdictWith(change: (means: MeanMeasures, beta: number) => Partial<MeanMeasures>, of = models): Verdict {
  const { headline, measures, cautions } = verdictOf(sweep, of, runOf(withMeans(of, change)).trends)
  const plain = (text: string) => text.replaceAll("\u00a0", " ")
  return { headline: plain(headline), measures: measures.map(plain), cautions: cautions.map(plain) }
}

/** All four entropies and mutual informations in the order that the paper claims for β. */
const claimed = (_: MeanMeasures, beta: number) => ({
  entropy: 2 + beta,
  entropyLocal: 3 + beta,
  entropyKnn: 1 + beta,
  mutualInformation: 0.5 - 0.1 * beta,
})

describe("a trend that holds", () => {
  const verdict = verdictWith(claimed)

  it("is said to go as the paper claims, with τ, p and the paper's τ", () => {
    expect(verdict.headline).toBe(
      "Over all layers, mean entropy goes as the paper claims, before the rectifiers as after them; mean mutual information goes as the paper claims, before the rectifiers as after them.",
    )
    const [entropy, information] = verdict.measures
    expect(entropy).toContain("Entropy with bins shared by all neurons should rise with β.")
    expect(entropy).toContain(
      "τ = +1.00, p = .017 over the five settings (1.00 in the paper): it goes as the paper claims",
    )
    expect(information).toContain("Mutual information of pairs should fall with β.")
    expect(information).toContain("(0.88 in the paper)")
  })

  it("is one of shape where the estimates without scale have it too", () => {
    expect(verdict.cautions.join(" ")).toContain("the trend is one of shape too")
  })

  it("is called one of size where they do not have it", () => {
    const flat = verdictWith((means, beta) => ({ ...claimed(means, beta), entropyLocal: 4 - beta, entropyKnn: 1 }))
    expect(flat.cautions.join(" ")).toContain("is reversed in one of them: what shared bins show here")
    expect(flat.measures[2]).toContain("τ = −1.00, p = .017 over the five settings: it goes against the paper's claim")
    expect(flat.measures[3]).toContain("no τ over the five settings: it cannot be ordered")
  })
})

it("a trend the other way is said to go against the claim, and no word of scale is lost on it", () => {
  const verdict = verdictWith((means, beta) => ({ ...claimed(means, beta), entropy: 3 - beta }))
  expect(verdict.headline).toContain("mean entropy goes against the paper's claim, before")
  expect(verdict.measures[0]).toContain("τ = −1.00, p = .017")
  expect(verdict.cautions.join(" ")).not.toContain("scale")
})

it("an undecided trend only leans, and one exchange is said to be enough for that", () => {
  const swapped = (beta: number) => ({ 0: 0.25, 0.25: 0 })[beta] ?? beta
  const verdict = verdictWith((means, beta) => ({ ...claimed(means, beta), entropy: 2 + swapped(beta) }))
  expect(verdict.headline).toContain("mean entropy leans the paper's way (not significant), before")
  expect(verdict.measures[0]).toContain("τ = +0.80, p = .083 over the five settings")
  expect(verdict.cautions[0]).toContain("With five settings p can be no less than .017, and only where all of them are")
  expect(verdict.cautions[0]).toContain("τ = ±0.80 with p = .083")
})

it("layers that part from the rest are named", () => {
  const verdict = verdictWith((means, beta) => {
    return { ...claimed(means, beta), ...(means.layer === "hidden2" ? { entropy: 3 - beta } : {}) }
  })
  expect(verdict.measures[0]).toContain(
    "By layer: hidden1 (τ = +1.00, p = .017) as in the paper; hidden2 (τ = −1.00, p = .017) against its claim.",
  )
})

it("with four settings nothing is called significant", () => {
  const four = models.filter(({ value }) => value > 0)
  const verdict = verdictWith(claimed, four)
  expect(verdict.headline).toContain("leans the paper's way (not significant)")
  expect(verdict.cautions[0]).toContain(
    "With four settings p can be no less than .083: no order of them is significant.",
  )
})

it("labels that were not learnt are pointed out", () => {
  const lazy = models.map((model) => ({
    ...model,
    result: { ...model.result, accuracy: { ...model.result.accuracy, training: 1 - 0.5 * model.value } },
  }))
  expect(verdictWith(claimed).cautions.join(" ")).not.toContain("learnt by heart")
  expect(verdictWith(claimed, lazy).cautions.join(" ")).toContain(
    "From β = 0 to 1, accuracy goes from 1.000 to 0.500 on training examples and from 0.905 to 0.105 on validation examples. The labels at β = 1 were not all learnt by heart",
  )
})
