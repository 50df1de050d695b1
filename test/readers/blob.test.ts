import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { listLayers } from "#src/readers/list-layers.js"
import { parseActivations } from "#src/readers/parse.js"

const fixtures = new URL("../../fixtures/", import.meta.url)

function file(name: string): [Blob, string] {
  return [new Blob([readFileSync(new URL(name, fixtures))]), name.slice(name.lastIndexOf("/") + 1)]
}

describe("a Blob", () => {
  it.each([
    "examples/activations.npz",
    "formats/layers.safetensors",
    "formats/fortran_f8.npy",
    "formats/matrix.csv",
    "formats/matrix_snappy_f4.parquet",
  ])("of %s is read as its bytes are", async (name) => {
    const [blob, fileName] = file(name)
    const bytes = new Uint8Array(await blob.arrayBuffer())
    expect(await parseActivations(blob, fileName)).toEqual(await parseActivations(bytes, fileName))
  })

  it("is never asked for as a whole", async () => {
    const rows = 3 * 2 ** 20
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (REPLACE, 1), }".replace("REPLACE", `${rows}`)
    const start = `\x93NUMPY\x01\x00v\x00${header.padEnd(117)}\n`
    const blob = new Blob([Uint8Array.from(start, (c) => c.charCodeAt(0)), new Float32Array(rows)])
    let largest = 0
    const slice = blob.slice.bind(blob)
    blob.slice = (from, to, type) => {
      const part = slice(from, to, type)
      largest = Math.max(largest, part.size)
      return part
    }
    blob.arrayBuffer = () => Promise.reject(new Error("asked for as a whole"))
    expect((await parseActivations(blob, "x.npy")).examples).toBe(rows)
    expect(largest).toBe(8 * 2 ** 20)
  })

  it("that can no longer be read is refused by name", async () => {
    const blob = new Blob(["1,2"])
    blob.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotFoundError")) }) as Blob
    await expect(parseActivations(blob, "gone.csv")).rejects.toMatchObject({
      code: "io",
      message: expect.stringMatching(/^gone\.csv: expected a file that can be read, found .*; choose it again$/),
    })
  })
})

describe("the layers of a file", () => {
  it("are listed with shape and type, in its order, by the names that read them", async () => {
    const [blob, name] = file("examples/activations.npz")
    const layers = await listLayers(blob, name)
    expect(layers).toEqual([
      { name: "hidden", shape: [1200, 26], dtype: "float32", fault: null },
      { name: "hidden.relu", shape: [1200, 26], dtype: "float32", fault: null },
    ])
    const { layers: read } = await parseActivations(blob, name, { layers: ["hidden.relu"] })
    expect(read).toEqual([{ name: "hidden.relu", start: 0, end: 26 }])
  })

  it("that cannot be read say why, beside those that can", async () => {
    const listed = await listLayers(...file("hostile/npz_member_object.npz"))
    expect(listed.length).toBeGreaterThan(0)
    expect(listed).toContainEqual({
      name: expect.any(String),
      shape: null,
      dtype: null,
      fault: expect.stringMatching(/pickle|object/),
    })
  })

  it("of a file that is none are not made up", async () => {
    await expect(listLayers(new Blob(["\x80\x02"]), "x.pt")).rejects.toMatchObject({ code: expect.any(String) })
  })
})
