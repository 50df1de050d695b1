import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { neuronLabel } from "#src/activations.js"
import { measure } from "#src/estimators/measure.js"
import { fingerprint } from "#src/store/fingerprint.js"
import { type Manifest, measureToRun, readRun, writeRun } from "#src/store/index.js"
import { sealed } from "#src/store/manifest.js"
import { contents, sampleActivations, temporaryFolder } from "./runs.js"

const quick = { mutualInformation: { method: "gaussian-copula" }, threads: 1 } as const

describe("a run directory", () => {
  it("gives back the measurement that was written", async () => {
    const directory = join(temporaryFolder(), "run")
    const measurement = await measure(sampleActivations(), quick)
    await writeRun(measurement, directory)
    expect((await readRun(directory)).measurement).toEqual(measurement)
  })

  it("gives back neuron names, and which neurons of each layer were sampled", async () => {
    const directory = join(temporaryFolder(), "run")
    const activations = sampleActivations()
    const neuronNames = Array.from({ length: 150 }, (_, j) => `"neuron", ${j}\n`)
    const measurement = await measure({ ...activations, neuronNames }, { ...quick, neurons: 20 })
    await writeRun(measurement, directory)
    const back = (await readRun(directory)).measurement
    expect(back).toEqual(measurement)
    expect(back.mutualInformation?.neurons).toHaveLength(40)
    expect(back.neuronTable.meanMutualInformation.filter(Number.isNaN)).toHaveLength(110)
    expect(neuronLabel(back, 3)).toBe('"neuron", 3\n')
  })

  it("gives back a measurement without mutual information", async () => {
    const directory = join(temporaryFolder(), "run")
    const measurement = await measure(sampleActivations(), { mutualInformation: "none" })
    await writeRun(measurement, directory)
    expect((await readRun(directory)).measurement).toEqual(measurement)
    expect(Object.keys(contents(directory))).toEqual(["manifest.json", "neurons.parquet"])
  })

  it("is the same whether measured into the folder or written afterwards", async () => {
    const folder = temporaryFolder()
    const activations = sampleActivations()
    await measureToRun(activations, join(folder, "measured"), quick)
    await writeRun(await measure(activations, quick), join(folder, "written"), { activations })
    expect(contents(join(folder, "measured"))).toEqual(contents(join(folder, "written")))
  })

  it("never uses a layer's name as a path", async () => {
    const folder = temporaryFolder()
    const activations = sampleActivations(4)
    activations.layers[0].name = "../../escaped"
    activations.layers[1].name = "/NaN"
    const { measurement } = await measureToRun(activations, join(folder, "run"), quick)
    expect(Object.keys(contents(folder))).toEqual([
      "run/manifest.json",
      "run/mutual-information.zarr/c/0/0",
      "run/mutual-information.zarr/zarr.json",
      "run/neurons.parquet",
    ])
    expect((await readRun(join(folder, "run"))).measurement).toEqual(measurement)
  })

  it("keeps numbers that JSON has not, and layers named like them", async () => {
    const directory = join(temporaryFolder(), "run")
    const activations = sampleActivations(4)
    activations.layers[0].name = "NaN"
    const measurement = await measure(activations, quick)
    measurement.summary.all.entropyKnn.minimum = Number.NEGATIVE_INFINITY
    measurement.summary.all.entropyKnn.mean = Number.NaN
    await writeRun(measurement, directory)
    expect((await readRun(directory)).measurement).toEqual(measurement)
  })

  it("says which activations, settings and tool it comes from", async () => {
    const directory = join(temporaryFolder(), "run")
    const files = [{ name: "acts.npy", bytes: 12, sha256: "00" }]
    await measureToRun(sampleActivations(4, 80), directory, { ...quick, seed: 3, files })
    const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"))
    expect(manifest).toMatchObject({
      format: "rote-run",
      version: 1,
      complete: true,
      input: {
        examples: 80,
        neurons: 4,
        files,
        values: {
          dtype: "float64",
          sha256: fingerprint(sampleActivations(4, 80), []).values?.sha256,
        },
      },
      settings: { seed: 3, mutualInformation: { method: "gaussian-copula" } },
      tool: { name: "rote" },
    })
  })
})

describe("reading a run refuses", () => {
  const refused: [string, (directory: string) => void, string, RegExp][] = [
    [
      "a manifest that is not JSON",
      (d) => writeFileSync(join(d, "manifest.json"), "{"),
      "damaged-run",
      /manifest\.json/,
    ],
    ["a manifest of something else", (d) => writeFileSync(join(d, "manifest.json"), "{}"), "damaged-run", /rote-run/],
    ["a newer format", (d) => change(d, (m) => ({ ...m, version: 2 })), "unsupported-format", /version 2/],
    [
      "layers with a hole",
      (d) => change(d, (m) => ({ ...m, input: { ...m.input, neurons: 9 } })),
      "damaged-run",
      /wrong type/,
    ],
    [
      "an unfinished run",
      (d) => change(d, (m) => ({ ...m, complete: false, result: null })),
      "damaged-run",
      /interrupted/,
    ],
    [
      "a number changed by hand",
      (d) => replace(join(d, "manifest.json"), /"median": [^,]+/, '"median": 7'),
      "damaged-run",
      /manifest\.json: .* changed after it was written; delete this folder/,
    ],
    ["tool and times left out", (d) => change(d, ({ tool, timings, ...m }) => m), "damaged-run", /parts missing/],
    ["a folder in place of a file", folderForNeurons, "io", /neurons\.parquet: .* found a folder/],
    ["other neurons", (d) => writeFileSync(join(d, "neurons.parquet"), "PAR1"), "damaged-run", /neurons\.parquet/],
  ]
  it.each(refused)("%s", async (_, damage, code, message) => {
    const directory = join(temporaryFolder(), "run")
    await measureToRun(sampleActivations(4), directory, quick)
    damage(directory)
    await expect(readRun(directory)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it("a folder that is no run", async () => {
    await expect(readRun(temporaryFolder())).rejects.toMatchObject({ code: "damaged-run" })
  })

  it("a manifest that claims a matrix larger than what is there, before it takes the memory", async () => {
    const directory = join(temporaryFolder(), "run")
    await measureToRun(sampleActivations(4), directory, quick)
    change(directory, (m) => ({ ...m, result: { ...m.result, matrixSize: 3_000_000 } }))
    await expect(readRun(directory)).rejects.toMatchObject({
      code: "damaged-run",
      message: expect.stringMatching(/zarr/),
    })
  })
})

it("a file where the run's folder should be is named", async () => {
  const path = join(temporaryFolder(), "run.npy")
  writeFileSync(path, "x")
  await expect(measureToRun(sampleActivations(4), path, quick)).rejects.toMatchObject({
    code: "io",
    message: expect.stringMatching(/expected a folder, found a file; choose another folder/),
  })
})

it("a chunk of another run, which is whole too, is refused in reading and in measuring on", async () => {
  const folder = temporaryFolder()
  const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")]
  await measureToRun(sampleActivations(70), ours, quick)
  await measureToRun(sampleActivations(70, 80, 8), theirs, quick)
  const chunk = "mutual-information.zarr/c/0/0"
  copyFileSync(join(theirs, chunk), join(ours, chunk))
  const refusal = {
    code: "damaged-run",
    message: expect.stringMatching(/other numbers; delete .*zarr; `rote measure`/),
  }
  await expect(readRun(ours)).rejects.toMatchObject(refusal)
  await expect(measureToRun(sampleActivations(70), ours, quick)).rejects.toMatchObject(refusal)
  rmSync(join(ours, "mutual-information.zarr"), { recursive: true })
  await measureToRun(sampleActivations(70), ours, quick)
  expect((await readRun(ours)).measurement).toEqual(await measure(sampleActivations(70), quick))
})

it("a matrix's damaged description is mended by measuring again, though the run is complete", async () => {
  const directory = join(temporaryFolder(), "run")
  await measureToRun(sampleActivations(4), directory, quick)
  const before = contents(directory)
  writeFileSync(join(directory, "mutual-information.zarr/zarr.json"), "{")
  await measureToRun(sampleActivations(4), directory, quick)
  expect(contents(directory)).toEqual(before)
})

function folderForNeurons(directory: string): void {
  rmSync(join(directory, "neurons.parquet"))
  mkdirSync(join(directory, "neurons.parquet"))
}

function replace(path: string, pattern: RegExp, text: string): void {
  const before = readFileSync(path, "utf8")
  const after = before.replace(pattern, text)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
}

// biome-ignore lint/suspicious/noExplicitAny: a manifest is taken apart in ways its type forbids
function change(directory: string, edit: (manifest: any) => Manifest): void {
  const path = join(directory, "manifest.json")
  const { sha256: _, ...manifest } = JSON.parse(readFileSync(path, "utf8"))
  writeFileSync(path, JSON.stringify(sealed(edit(manifest))))
}
