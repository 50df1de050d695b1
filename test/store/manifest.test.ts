import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { measureToRun } from "#src/store/index.js"
import { type Manifest, nonFiniteAsText, parseManifest } from "#src/store/manifest-json.js"
import { sampleActivations, temporaryFolder } from "./runs.js"

/** A manifest with one value changed, by the path to it: `result.summary.all.layer`. */
function changed(manifest: Manifest, path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(manifest, nonFiniteAsText))
  const keys = path.split(".")
  const last = keys.pop() as string
  const holder = keys.reduce((inner, key) => inner[key], copy)
  expect(holder).toHaveProperty([last])
  holder[last] = value
  return JSON.stringify(copy)
}

async function measured(): Promise<Manifest> {
  const directory = join(temporaryFolder(), "run")
  const files = [{ name: "a.npz", bytes: 1, sha256: "0" }]
  return (await measureToRun(sampleActivations(6), directory, { threads: 1, files })).manifest
}

describe("a manifest", () => {
  it("is what was measured, numbers that are not finite too", async () => {
    const manifest = await measured()
    manifest.result!.summary.all.entropy.mean = Number.NEGATIVE_INFINITY
    expect(parseManifest(JSON.stringify(manifest, nonFiniteAsText))).toEqual(manifest)
  })

  it.each([
    ["complete", "true"],
    ["settings", {}],
    ["settings.unit", { toString: 1 }],
    ["settings.unit", "bytes"],
    ["settings.entropy", undefined],
    ["settings.entropy.edges", "__proto__"],
    ["settings.entropy.k", "3"],
    ["settings.mutualInformation", {}],
    ["settings.mutualInformation.neuronsPerLayer", "all"],
    ["settings.mutualInformation.method", ["ksg"]],
    ["timings.started", { time: 1 }],
    ["timings.started", 5],
    ["timings.seconds", []],
    ["input.files", [{ name: 5 }]],
    ["input.files", [null]],
    ["input.examples", 1.5],
    ["input.neurons", -1],
    [
      "input.layers",
      [
        { name: "a", start: 0, end: 1e9 },
        { name: "b", start: 1e9, end: 6 },
      ],
    ],
    ["input.layers", [{ name: {}, start: 0, end: 6 }]],
    ["result.summary", {}],
    ["result.summary.layers", "none"],
    ["result.summary.layers", [null]],
    ["result.summary.all.layer", 1],
    ["result.summary.all.entropy.mean", "much"],
    ["result.summary.all.entropy.notch", null],
    ["result.summary.all.mutualInformation", { mean: 1 }],
    ["result.summary.all.mixture", [{}]],
    ["result.summary.all.shares", {}],
    ["result.warnings", [null]],
    ["result.warnings", [{ code: "a", message: {}, neurons: [] }]],
    ["result.matrixSize", -1],
  ])("with another %s (%j) is damaged: nothing is shown of it that was not looked at", async (path, value) => {
    const text = changed(await measured(), path, value)
    expect(() => parseManifest(text)).toThrow(/found parts missing or of the wrong type/)
  })
})
