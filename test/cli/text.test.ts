import { parseArgs } from "citty"
import { describe, expect, it } from "vitest"
import { checkArguments } from "#src/cli/arguments.js"
import { measureArguments, measureOptions } from "#src/cli/measure-arguments.js"
import { measurementText } from "#src/cli/measurement-text.js"
import { nearest } from "#src/cli/suggest.js"
import { shortened, table, wrapped } from "#src/cli/table.js"
import { measure } from "#src/estimators/measure.js"
import { sampleActivations } from "../store/runs.js"

describe("a suggestion", () => {
  it.each([
    ["mesure", "measure"],
    ["kgs", "ksg"],
    ["Export", "export"],
    ["bin", "bins"],
  ])("for %s is %s", (word, meant) => {
    expect(nearest(word, ["measure", "export", "ksg", "bins"])).toBe(meant)
  })

  it("is not made up for a word unlike all", () => {
    expect(nearest("frobnicate", ["measure", "export", "ksg", "bins"])).toBeUndefined()
  })
})

describe("arguments", () => {
  it("give exactly the options that were written, so that defaults stay in one place", () => {
    const words = ["a.npz", "--k", "5", "--mi", "ksg"]
    checkArguments("measure", words, measureArguments)
    expect(measureOptions(parseArgs<typeof measureArguments>(words, measureArguments))).toEqual({
      entropy: { k: 5 },
      mutualInformation: { method: "ksg", k: 5 },
    })
  })

  it("may hold file names that look like options after --", () => {
    expect(() => checkArguments("measure", ["--k", "5", "--", "--odd.npz"], measureArguments)).not.toThrow()
  })
})

describe("text", () => {
  it("in a table is aligned to the left in the first column, to the right in the others", () => {
    expect(
      table([
        ["layer", "H"],
        ["fc1", "2.30"],
        ["embedding", "10.25"],
      ]),
    ).toEqual(["layer          H", "fc1         2.30", "embedding  10.25"])
  })

  it("too long for its place ends in an ellipsis", () => {
    expect(shortened("encoder.layer.11", 8)).toBe("encoder…")
    expect(shortened("encoder", 7)).toBe("encoder")
  })

  it("is broken between words", () => {
    expect(wrapped("one two three four", 9)).toEqual(["one two", "three", "four"])
  })

  it("shows a layer's control characters rather than obey them, and fits 80 columns whatever its name", async () => {
    const activations = sampleActivations(6)
    activations.layers[0].name = "\u001b[2J\u202eevil"
    activations.layers[1].name = "a.very.long.name.of.a.layer.in.a.transformer"
    const text = measurementText(await measure(activations, { threads: 1 }))
    expect(text).toContain("\\u{1b}[")
    expect(text).not.toContain("\u001b")
    expect(text).not.toContain("\u202e")
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it("leaves out what long names of layers share, so that their rows can be told apart", async () => {
    const activations = sampleActivations(6)
    for (const [l, layer] of activations.layers.entries()) layer.name = `base.encoder.layer.${l}`
    const text = measurementText(await measure(activations, { threads: 1 }))
    expect(text).toMatch(/^…layer\.0 /m)
    expect(text).toMatch(/^…layer\.1 /m)
  })
})
