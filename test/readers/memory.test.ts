import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { timed } from "../timed.js"
import { readInChild } from "./in-child.js"
import { npyOf, safetensorsOf } from "./support.js"
import { zipArchive } from "./zip-archive.js"

const [examples, neurons] = [24_576, 1024]
const data = new Uint8Array(Float32Array.from({ length: examples * neurons }, (_, i) => i % 4096).buffer)

let folder = ""

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rote-memory-"))
})

afterAll(() => rmSync(folder, { recursive: true }))

const shape = `(${examples}, ${neurons})`
const npyFile = (order: string) => npyOf(`{'descr': '<f4', 'fortran_order': ${order}, 'shape': ${shape}, }`, data)
const tensor = `{"dtype":"F32","shape":[${examples},${neurons}],"data_offsets":[0,${data.length}]}`

describe(`a file of ${data.length / 2 ** 20} MiB is in memory once, and 48 MiB more at most`, timed, () => {
  test.each([
    ["rows.npy", () => npyFile("False")],
    ["columns.npy", () => npyFile("True")],
    ["stored.npz", () => zipArchive([{ name: "a.npy", bytes: npyFile("False") }])],
    ["one.safetensors", () => safetensorsOf(`{"a":${tensor}}`, data)],
  ])("%s", async (name, bytes) => {
    const path = join(folder, name)
    writeFileSync(path, bytes())
    const { held, growth } = await readInChild(path)
    expect(held).toBe(data.length)
    expect(growth).toBeLessThan(held + 48 * 2 ** 20)
  })
})
