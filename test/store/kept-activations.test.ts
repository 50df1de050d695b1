import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { readActivations } from "#src/readers/index.js"
import {
  type CaptureRecord,
  type Manifest,
  measureToRun,
  readRun,
  readRunActivations,
  writeActivations,
} from "#src/store/index.js"
import { sealed } from "#src/store/manifest.js"
import { contents, inodes, sampleActivations, temporaryFolder } from "./runs.js"

const quick = { mutualInformation: "none", keepActivations: true } as const
const name = "activations.safetensors"

async function keptRun(a = sampleActivations(20)) {
  const directory = join(temporaryFolder(), "run")
  const { manifest } = await measureToRun(a, directory, quick)
  return { directory, manifest, file: join(directory, name) }
}

describe("a run keeps its activations", () => {
  it.each([
    ["float64", sampleActivations(20)],
    ["float32", { ...sampleActivations(150, 300), data: Float32Array.from(sampleActivations(150, 300).data) }],
  ])("to the bit: %s", async (_, activations) => {
    const { directory, manifest } = await keptRun(activations)
    expect(await readRunActivations(directory, manifest)).toEqual(activations)
  })

  it("in a file that every reader of .safetensors knows, a tensor for each layer", async () => {
    const activations = sampleActivations(20)
    const { file } = await keptRun(activations)
    expect(await readActivations(file)).toEqual(activations)
  })

  it("whatever its layers are called, and though one is empty", async () => {
    const names = ["__metadata__", "__proto__", "1", "0", "0", "__metadata___", ""]
    const layers = names.map((layer, l) => ({ name: layer, start: 2 * l, end: 2 * l + 2 }))
    const activations = activationMatrix(sampleActivations(14).data, 80, 14, [
      ...layers,
      { name: "empty", start: 14, end: 14 },
    ])
    const { directory, manifest, file } = await keptRun(activations)
    expect(await readRunActivations(directory, manifest)).toEqual(activations)
    const read = await readActivations(file)
    expect(read.data).toEqual(activations.data)
    expect(new Set(read.layers.map((layer) => layer.name)).size).toBe(7)
  })

  it("only where it is asked to", async () => {
    const directory = join(temporaryFolder(), "run")
    const { manifest } = await measureToRun(sampleActivations(20), directory, { mutualInformation: "none" })
    expect(readdirSync(directory)).not.toContain(name)
    await expect(readRunActivations(directory, manifest)).rejects.toMatchObject({
      code: "damaged-run",
      message: expect.stringMatching(/found none; measure again without --no-activations: `rote measure`.*writes them/),
    })
    await measureToRun(sampleActivations(20), directory, quick)
    expect(await readRunActivations(directory, manifest)).toEqual(sampleActivations(20))
  })
})

describe("activations that are not those that were measured are refused, and written again by measuring again:", () => {
  const damages: [string, (file: string) => void][] = [
    ["one bit changed", (file) => changeByte(file, readFileSync(file).length - 3)],
    ["its header changed", (file) => changeByte(file, 12)],
    ["cut", (file) => truncateSync(file, readFileSync(file).length - 8)],
    ["empty", (file) => writeFileSync(file, "")],
    ["gone", (file) => rmSync(file)],
  ]
  it.each(damages)("%s", async (_, damage) => {
    const { directory, manifest, file } = await keptRun()
    const before = contents(directory)
    damage(file)
    await expect(readRunActivations(directory, manifest)).rejects.toMatchObject({ code: "damaged-run" })
    await measureToRun(sampleActivations(20), directory, quick)
    expect(contents(directory)).toEqual(before)
  })
})

it("activations that are there are not written again", async () => {
  const { directory } = await keptRun()
  const before = inodes(directory)[name]
  await measureToRun(sampleActivations(20), directory, quick)
  expect(inodes(directory)[name]).toBe(before)
})

it("a manifest says how activations were captured; another capture of the same values is the same run", async () => {
  const directory = join(temporaryFolder(), "run")
  const file = { name: "m.onnx", bytes: 1, sha256: "00" }
  const capture = {
    model: [file],
    inputs: [],
    examples: 82,
    request: { column: "text" },
    layers: [{ layer: "first", tensor: "t", reduce: "cls" }],
    rows: [0, 0, ...new Array(80).fill(1)],
  }
  await measureToRun(sampleActivations(4), directory, { mutualInformation: "none", capture })
  const { manifest } = await measureToRun(sampleActivations(4), directory, {
    mutualInformation: "none",
    capture: { ...capture, model: [{ ...file, name: "renamed.onnx" }] },
  })
  expect(manifest.input.capture).toEqual(capture)
})

describe("a manifest that claims what cannot be is refused, though its seal is right:", () => {
  const file = { name: "m.onnx", bytes: 1, sha256: "00" }
  const capture = { model: [file], inputs: [file], examples: 80, request: {}, layers: [] }
  const lies: [string, object][] = [
    ["more rows than there are", { rows: new Array(80).fill(1e15) }],
    ["rows of fewer examples", { rows: [80] }],
    ["more examples than rows", { examples: 1e12 }],
    ["a file that is none", { inputs: [null] }],
    ["a layer that is none", { layers: [null] }],
    ["a preparation that is none", { preparation: "tokenizer.json" }],
  ]
  it.each(lies)("%s", async (_, lie) => {
    const directory = join(temporaryFolder(), "run")
    await measureToRun(sampleActivations(4), directory, { mutualInformation: "none", capture })
    expect((await readRun(directory)).manifest.input.capture).toEqual(capture)
    changeManifest(directory, (manifest) => ({
      ...manifest,
      input: { ...manifest.input, capture: { ...capture, ...lie } as CaptureRecord },
    }))
    await expect(readRun(directory)).rejects.toMatchObject({
      code: "damaged-run",
      message: expect.stringMatching(/parts missing or of the wrong type/),
    })
  })

  it("more activations than their file holds, before memory is asked for", async () => {
    const { directory } = await keptRun()
    changeManifest(directory, (manifest) => ({ ...manifest, input: { ...manifest.input, examples: 1e15 } }))
    const { manifest } = await readRun(directory)
    await expect(readRunActivations(directory, manifest)).rejects.toMatchObject({ code: "damaged-run" })
  })
})

describe("activations are written to a file", () => {
  it.each(["a.npz", "a.safetensors"])("%s, which reads back the same", async (file) => {
    const activations = sampleActivations(20)
    const path = join(temporaryFolder(), file)
    await writeActivations(activations, path)
    expect(await readActivations(path)).toEqual(activations)
    const before = readFileSync(path)
    await writeActivations(activations, path)
    expect(readFileSync(path)).toEqual(before)
  })

  it("a.npy for a single layer, in float32 as well", async () => {
    const path = join(temporaryFolder(), "a.npy")
    const one = activationMatrix(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 2)
    await writeActivations(one, path)
    expect(await readActivations(path)).toEqual({ ...one, layers: [{ name: "a", start: 0, end: 2 }] })
  })

  it.each([
    ["a.npy", /\.npy for 2 layers/],
    ["a.csv", /found another/],
  ])("but not to %s", async (file, message) => {
    const refusal = { code: "usage", message: expect.stringMatching(message) }
    await expect(writeActivations(sampleActivations(20), join(temporaryFolder(), file))).rejects.toMatchObject(refusal)
  })
})

function changeManifest(directory: string, change: (manifest: Manifest) => Manifest): void {
  const path = join(directory, "manifest.json")
  const { sha256: _, ...manifest } = JSON.parse(readFileSync(path, "utf8"))
  writeFileSync(path, JSON.stringify(sealed(change(manifest))))
}

function changeByte(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at] ^= 1
  writeFileSync(file, bytes)
}
