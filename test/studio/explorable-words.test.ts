import { describe, expect, it } from "vitest"
import { adjectivesWords } from "../../studio/explorable/results/adjectives-words.js"
import type { ResultsFile, TauAndP } from "../../studio/explorable/results/results-file.js"
import { outcomeWords, tauAndP, trendWords, unlearnedWords } from "../../studio/explorable/results/results-words.js"

const same = (value: number) => [value, value, value] as [number, number, number]

/** A sweep of six settings in which one trend is as given. */
function file(trend: TauAndP & { accuracy?: TauAndP }, changes: Partial<ResultsFile> = {}): ResultsFile {
  return {
    ...{ experiment: "sentiment-adjectives", symbol: "α", memorization: "heuristic" },
    ...{ knobs: [0, 0.2, 0.4, 0.6, 0.8, 1], layers: ["layer1", null], seeds: 5, epochs: [5, 8] },
    ...{ examples: { kind: "reviews", training: 2000, measured: 2500 }, bins: 100, pairNeurons: 64 },
    accuracy: { training: [], validation: [] },
    ...{ means: {}, boxes: {}, pairs: {} },
    trends: [{ side: "cls", layer: null, measure: "entropy", ...trend, accuracy: trend.accuracy ?? trend }],
    ...changes,
  }
}

const shown = { side: "cls", layer: 1, measure: "entropy" } as const
const told = (...of: Parameters<typeof file>) => trendWords(file(...of), shown).replaceAll("\u00a0", " ")

describe("the words for a trend", () => {
  it("say of one without a doubt that it is there at every step", () => {
    expect(told({ tau: 1, p: 0.00278 })).toBe(
      "The paper has it that H falls with α: here it does, at every step (Kendall's τ +1.00, p = 0.003, the least that six settings can have).",
    )
  })

  it("say of one with neighbours out of order that it is not at every step", () => {
    expect(told({ tau: 0.867, p: 0.0167 })).toMatch(
      /here it does, though not at every step \(Kendall's τ \+0.87, p = 0.017\)/,
    )
  })

  it("say when it is the opposite of what the paper has", () => {
    expect(told({ tau: -1, p: 0.00278 })).toMatch(/falls with α: here it does the opposite, at every step/)
  })

  it("do not see one where chance would do", () => {
    expect(told({ tau: 0.6, p: 0.136 })).toMatch(/six settings do not show it beyond chance/)
    expect(told({ tau: -0.6, p: 0.136 })).toMatch(/six settings do not show it beyond chance/)
    expect(told({ tau: null, p: 1 })).toBe("The paper has it that H falls with α.")
  })

  it("give the order by accuracy too where it is another", () => {
    expect(told({ tau: 0.867, p: 0.0167, accuracy: { tau: -0.067, p: 1 } })).toMatch(
      /\(Kendall's τ with α \+0.87, p = 0.017; with falling validation accuracy, as the paper counts, −0.07, p = 1.000\)/,
    )
  })

  it.each([
    ["heuristic", "entropy", 1, "falls, as claimed"],
    ["heuristic", "entropy", -1, "rises, against the claim"],
    ["heuristic", "mutualInformation", 1, "rises, as claimed"],
    ["heuristic", "mutualInformation", -1, "falls, against the claim"],
    ["example-level", "entropyKnn", 1, "rises, as claimed"],
    ["example-level", "mutualInformation", -1, "rises, against the claim"],
  ] as const)("of %s memorization, %s and τ = %d are: %s", (memorization, measure, tau, words) => {
    const sweep = file({ tau, p: 0.003 }, { memorization })
    expect(outcomeWords(sweep, measure, { tau, p: 0.003 })).toBe(words)
    expect(outcomeWords(sweep, measure, { tau, p: 0.06 })).toBe("in no clear order")
  })

  it("never give a p of nothing", () => {
    expect(tauAndP({ tau: 1, p: 0.0001 })).toMatch(/p.<.0\.001$/)
  })
})

describe("the words for what was not learned", () => {
  const words = (training: [number, number, number][]) =>
    unlearnedWords(file({ tau: 1, p: 0.003 }, { knobs: [0, 0.5, 1], accuracy: { training, validation: [] } }))

  it("name the settings where a network has not got its training labels right, with the worst and the best", () => {
    expect(words([same(1), [0.8, 0.58, 0.99], [0.9, 0.7, 0.98]]).replaceAll("\u00a0", " ")).toBe(
      "Not every network has learned its training labels: training accuracy goes from 0.58 to 0.99 at α = .5 and from 0.70 to 0.98 at α = 1.",
    )
  })

  it("are none where all have", () => {
    expect(words([same(1), same(0.95), same(0.9)])).toBe("")
  })
})

describe("the words for the answers of networks that go by an adjective", () => {
  const words = (agree: number[], disagree: number[], validation: number[]) =>
    adjectivesWords(
      file(
        { tau: 1, p: 0.003 },
        {
          knobs: [0, 1],
          accuracy: {
            training: [],
            ...{ agree: agree.map(same), disagree: disagree.map(same), validation: validation.map(same) },
          },
        },
      ),
    )
      .join(" ")
      .replaceAll("\u00a0", " ")

  it("say that they go by nothing else, and that accuracy would not tell", () => {
    const all = words([0.8, 1], [0.531, 0], [0.73, 0.72])
    expect(all).toMatch(/At α = 0 .* 80 % .* 53.1 % .*; at α = 1, on 100 % and on 0 %: they go by the word, and by/)
    expect(all).toMatch(/from 73 % to 72 %: by itself it would not tell\./)
  })

  it("say neither where it is not so", () => {
    const all = words([0.8, 0.95], [0.53, 0.2], [0.73, 0.6])
    expect(all).toMatch(/on 95 % and on 20 %\. .* to 60 %\.$/)
  })
})
