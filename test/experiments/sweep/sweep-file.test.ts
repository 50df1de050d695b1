import { describe, expect, it } from "vitest"
import { completeModels, parseSweepFile, type SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { codeOf } from "../../estimators/error-code.js"

const mean = { layer: null, entropy: 1, entropyLocal: 2, entropyKnn: 0.5, mutualInformation: null }
const result = { epochs: 5, measuredEpoch: 5, accuracy: { training: 1 }, pre: [mean], post: [mean] }
const sweep: SweepFile = {
  format: "rote-sweep",
  version: 1,
  experiment: "colored-mnist",
  options: { profile: "quick" },
  complete: false,
  sweeps: [
    { knob: "alpha", symbol: "α", meaning: "colour", values: [0, 1], memorization: "heuristic", against: "accuracy" },
  ],
  models: [
    { knob: "alpha", value: 0, seed: 0, folder: "models/alpha-0-seed-0", result },
    { knob: "alpha", value: 1, seed: 0, folder: "models/alpha-1-seed-0", result: null },
  ],
  trends: null,
  tool: { name: "rote", version: "0.1.0" },
}

/** What comes of a sweep.json that has something else in some place. */
function refusal(change: object): string {
  return codeOf(() => parseSweepFile(JSON.stringify({ ...sweep, ...change }), "sweep.json"))
}

describe("sweep.json, read where there are no files", () => {
  it("comes back as it was written", () => {
    expect(parseSweepFile(JSON.stringify(sweep), "sweep.json")).toEqual(sweep)
  })

  it("may be of networks with one side alone", () => {
    const { pre, post: _, ...rest } = result
    const alone = { ...sweep, models: [{ ...sweep.models[0], result: { ...rest, cls: pre } }] }
    expect(parseSweepFile(JSON.stringify(alone), "sweep.json")).toMatchObject(alone)
  })

  it("tells the models that are complete from those to come", () => {
    expect(completeModels(sweep).map(({ folder }) => folder)).toEqual(["models/alpha-0-seed-0"])
  })

  it.each([
    ["another format", { format: "rote-run" }],
    ["no list of models", { models: {} }],
    ["a model without its folder", { models: [{ ...sweep.models[0], folder: undefined }] }],
    ["a model with half a result", { models: [{ ...sweep.models[0], result: { accuracy: {} } }] }],
    [
      "models measured on different sides",
      {
        models: [
          sweep.models[0],
          { ...sweep.models[1], result: { epochs: 1, measuredEpoch: 1, accuracy: {}, cls: [mean] } },
        ],
      },
    ],
    ["values that are no numbers", { sweeps: [{ ...sweep.sweeps[0], values: ["0"] }] }],
    ["trends without their numbers", { trends: [{ knob: "alpha", side: "pre", layer: null, measure: "entropy" }] }],
    ["no options", { options: null }],
  ])("is refused with %s", (_, change) => {
    expect(refusal(change)).toBe("malformed")
  })

  it("is refused from a later version, and when it is no JSON", () => {
    expect(refusal({ version: 2 })).toBe("unsupported-format")
    expect(codeOf(() => parseSweepFile("{", "sweep.json"))).toBe("malformed")
  })
})
