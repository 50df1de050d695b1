import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { readActivations } from "#src/readers/index.js"
import { asFloat64, fixturePath, layerValues } from "./support.js"

interface Reference {
  ref: string
  dtype: string
  shape: number[]
}

interface FormatFile {
  layers?: Record<string, Reference>
  header?: string[]
  refused?: string
}

const folder = fixturePath("formats")
const index: { files: Record<string, FormatFile> } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"))
const files = Object.entries(index.files)

describe("every file of fixtures/formats reads to its reference, bit for bit", () => {
  test.each(files.filter(([, { layers }]) => layers !== undefined))("%s", async (file, { layers = {}, header }) => {
    const a = await readActivations(join(folder, file), { reduce: "flatten" })
    expect(new Set(a.layers.map((layer) => layer.name))).toEqual(
      new Set(Object.keys(layers).map((name) => name || file.replace(/\.\w+$/, ""))),
    )
    expect(a.neuronNames).toEqual(header)
    for (const [index, [name, { ref, shape }]] of Object.entries(layers).entries()) {
      const layer = name === "" ? a.layers[index] : a.layers.find((candidate) => candidate.name === name)
      expect([a.examples, (layer?.end ?? 0) - (layer?.start ?? 0)]).toEqual([
        shape[0],
        shape.slice(1).reduce((product, axis) => product * axis, 1),
      ])
      const reference = await readActivations(join(folder, ref), { reduce: "flatten" })
      const found = layerValues(a, layer?.name ?? "")
      // Nine digits tell float32 values apart, not float64 ones.
      const values = file === "matrix_noheader_bom.csv" ? asFloat64(Float32Array.from(found)) : found
      expect(new BigUint64Array(values.buffer)).toEqual(new BigUint64Array(asFloat64(reference.data).buffer))
    }
  })
})

test("float16, bfloat16 and float32 become float32, everything else float64, and float64 for all where both occur", async () => {
  const kinds = {
    "c_f2.npy": Float32Array,
    "c_f4.npy": Float32Array,
    "c_f8.npy": Float64Array,
    "int_i1.npy": Float64Array,
  }
  for (const [file, kind] of Object.entries(kinds)) {
    expect((await readActivations(join(folder, file))).data).toBeInstanceOf(kind)
  }
  const layers = ["layer1.bf16", "layer1.f16", "layer0"]
  expect((await readActivations(join(folder, "layers.safetensors"), { layers })).data).toBeInstanceOf(Float32Array)
  expect((await readActivations(join(folder, "layers.safetensors"))).data).toBeInstanceOf(Float64Array)
})

test("values lie in memory that worker threads can share", async () => {
  const a = await readActivations(join(folder, "c_f4.npy"))
  expect(a.data.buffer).toBeInstanceOf(SharedArrayBuffer)
})

test.each(files.filter(([, { refused }]) => refused !== undefined))(
  "%s is refused with the way to convert it",
  async (file, { refused }) => {
    await expect(readActivations(join(folder, file))).rejects.toMatchObject({
      code: refused,
      message: expect.stringMatching(/import .*\n.*(savez|save_file)\(/),
    })
  },
)
