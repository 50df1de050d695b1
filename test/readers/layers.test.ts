import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { neuronLabel } from "#src/activations.js"
import { parseActivations, readActivations } from "#src/readers/index.js"
import { layerValues, npy } from "./support.js"
import { zipArchive } from "./zip-archive.js"

let folder = ""

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rote-layers-"))
})

afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const counting = (length: number, from = 0) => Array.from({ length }, (_, i) => from + i)

function npz(arrays: Record<string, Uint8Array>): Uint8Array {
  return zipArchive(Object.entries(arrays).map(([name, bytes]) => ({ name: `${name}.npy`, bytes })))
}

describe("the arrays of a file", () => {
  const file = () => npz({ first: npy([2, 3], counting(6)), second: npy([2], [7, 8]), third: npy([2, 1], [9, 10]) })

  test("become layers in the file's order, stored neuron by neuron", async () => {
    const a = await parseActivations(file(), "x.npz")
    expect(a.layers).toEqual([
      { name: "first", start: 0, end: 3 },
      { name: "second", start: 3, end: 4 },
      { name: "third", start: 4, end: 5 },
    ])
    expect(Array.from(a.data)).toEqual([0, 3, 1, 4, 2, 5, 7, 8, 9, 10])
    expect(neuronLabel(a, 2)).toBe("first[2]")
  })

  test("are chosen by exact name, in the order asked for", async () => {
    const a = await parseActivations(file(), "x.npz", { layers: ["third", "first"] })
    expect(a.layers.map(({ name }) => name)).toEqual(["third", "first"])
    expect(Array.from(layerValues(a, "first"))).toEqual([0, 3, 1, 4, 2, 5])
  })

  test("that are not chosen may be of any kind and shape", async () => {
    const labels = npy([4], [0, 1, 0, 1], { type: "i8" })
    const bytes = npz({ acts: npy([2, 2], counting(4)), labels, tokens: npy([2, 2, 2], counting(8)) })
    const a = await parseActivations(bytes, "x.npz", { layers: ["acts"] })
    expect([a.examples, a.neurons]).toEqual([2, 2])
    await expect(parseActivations(bytes, "x.npz")).rejects.toMatchObject({ code: "needs-reduce" })
  })

  test("are listed when a name is not among them", async () => {
    await expect(parseActivations(file(), "x.npz", { layers: ["fourth"] })).rejects.toMatchObject({
      code: "bad-option",
      message: 'x.npz: expected a layer of the file: first, second, third, found "fourth"',
    })
    const many = npz(Object.fromEntries(counting(30).map((i) => [`layer${i}`, npy([1], [i])])))
    await expect(parseActivations(many, "x.npz", { layers: ["x"] })).rejects.toThrow(/layer19 and 10 more, found "x"/)
  })

  test.each([[[]], [["first", "first"]]])("asked for as %j are a wrong option", async (layers) => {
    await expect(parseActivations(file(), "x.npz", { layers })).rejects.toMatchObject({ code: "bad-option" })
  })

  test("must agree in examples", async () => {
    const bytes = npz({ a: npy([2, 3], counting(6)), b: npy([3, 2], counting(6)) })
    await expect(parseActivations(bytes, "x.npz")).rejects.toMatchObject({
      code: "shape-mismatch",
      message: expect.stringContaining('2 in "a", found 3 in "b"'),
    })
  })
})

describe("several files", () => {
  test("join as layers, named after the files where the format has no names", async () => {
    const a = await readActivations([
      write("relu1.npy", npy([2, 2], [1, 2, 3, 4])),
      write("more.npz", npz({ relu2: npy([2, 1], [5, 6]) })),
      write("table.csv", "x,y\n7,8\n9,10\n"),
    ])
    expect(a.layers.map(({ name }) => name)).toEqual(["relu1", "relu2", "table"])
    expect(Array.from(a.data)).toEqual([1, 3, 2, 4, 5, 6, 7, 9, 8, 10])
    expect(a.data).toBeInstanceOf(Float64Array)
    expect(a.neuronNames).toEqual(["relu1[0]", "relu1[1]", "relu2[0]", "x", "y"])
  })

  test("with one layer name get their own names before it", async () => {
    const paths = ["left", "right"].map((name, i) =>
      write(`${name}.npz`, npz({ relu: npy([2], [i, i]), [name]: npy([2], [i, i]) })),
    )
    const a = await readActivations(paths)
    expect(a.layers.map(({ name }) => name)).toEqual(["left/relu", "left", "right/relu", "right"])
    expect((await readActivations(paths, { layers: ["right/relu"] })).neurons).toBe(1)
  })

  test("of the same name and layer are refused", async () => {
    const path = write("same.npy", npy([2], [1, 2]))
    await expect(readActivations([path, path])).rejects.toMatchObject({ code: "duplicate-name" })
  })

  test("with one neuron name get their layers' names before it", async () => {
    const a = await readActivations([write("one.csv", "n0,n1\n1,2\n"), write("two.tsv", "n0\tn1\n3\t4\n")])
    expect(a.neuronNames).toEqual(["one/n0", "one/n1", "two/n0", "two/n1"])
  })

  test("of none are a wrong option", async () => {
    await expect(readActivations([])).rejects.toMatchObject({ code: "bad-option" })
  })

  test("that are missing, folders or Zarr stores are named", async () => {
    await expect(readActivations(join(folder, "missing.npy"))).rejects.toMatchObject({
      code: "io",
      message: expect.stringMatching(/missing\.npy: .* no such file/),
    })
    await expect(readActivations(folder)).rejects.toMatchObject({ code: "unsupported-format" })
  })
})

describe("values that are not finite", () => {
  const bytes = () =>
    npz({ a: npy([4, 2], [1, 2, Number.NaN, 4, 5, 6, 7, 8]), b: npy([4], [1, 2, 3, Number.NEGATIVE_INFINITY]) })

  test("stop the reading and name the neurons with their counts", async () => {
    await expect(parseActivations(bytes(), "x.npz")).rejects.toMatchObject({
      code: "not-finite",
      fault: { input: "x.npz", found: "2 NaN, infinite or missing values in neurons a[0] (1), b[0] (1)" },
    })
  })

  test("take their examples with them when asked to, and it is said how many", async () => {
    const warnings: string[] = []
    const options = { dropNonfinite: true, onWarning: (message: string) => warnings.push(message) }
    const a = await parseActivations(bytes(), "x.npz", options)
    expect([a.examples, a.neurons]).toEqual([2, 3])
    expect(Array.from(a.data)).toEqual([1, 5, 2, 6, 1, 3])
    expect(warnings).toEqual([
      "dropped 2 of 4 examples: 2 NaN, infinite or missing values in neurons a[0] (1), b[0] (1)",
    ])
  })

  test("in every example leave nothing to measure", async () => {
    const all = npy([2, 1], [Number.NaN, Number.NaN])
    await expect(parseActivations(all, "x.npy", { dropNonfinite: true })).rejects.toMatchObject({ code: "not-finite" })
  })

  test("are counted where there are many neurons, and the first five named", async () => {
    const all = npy([1, 9], Array(9).fill(Number.NaN))
    await expect(parseActivations(all, "x.npy")).rejects.toThrow(/9 NaN.* x\[4\] \(1\) and 4 more/)
  })
})

describe("more bytes than allowed", () => {
  test("are refused before they are allocated, with both sizes", async () => {
    await expect(parseActivations(npy([10, 10], counting(100)), "x.npy", { maxBytes: 300 })).rejects.toMatchObject({
      code: "limit-exceeded",
      fault: { expected: "a matrix of at most 300 bytes", found: "400 bytes for 10 examples × 10 neurons in float32" },
    })
  })

  test("are allowed by a higher limit", async () => {
    const zeros = npy([20_000_000], [])
    const bytes = zipArchive([
      { name: "a.npy", bytes: new Uint8Array(Buffer.concat([zeros, new Uint8Array(80_000_000)])), deflate: true },
    ])
    await expect(parseActivations(bytes, "x.npz")).rejects.toMatchObject({ code: "limit-exceeded" })
    expect((await parseActivations(bytes, "x.npz", { maxBytes: 1e8 })).examples).toBe(20_000_000)
  })
})

test.each([{ reduce: "median" }, { maxBytes: 0 }, { maxBytes: Number.NaN }])(
  "%j is a wrong option",
  async (options) => {
    await expect(parseActivations(npy([1], [1]), "x.npy", options as never)).rejects.toMatchObject({
      code: "bad-option",
    })
  },
)

test("a named pipe is refused at once, though nobody writes to it", async () => {
  const pipe = join(folder, "pipe.npy")
  execFileSync("mkfifo", [pipe])
  await expect(readActivations(pipe)).rejects.toMatchObject({
    code: "unsupported-format",
    message: expect.stringMatching(/found a pipe or a device; save the activations to a file first/),
  })
})

describe("what TypeScript would not let pass is refused by name", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["one layer's name in place of a list", () => readActivations("x.npy", { layers: "x" as never })],
    ["a URL in place of a path", () => readActivations(new URL("file:///x.npy") as never)],
    ["a number among the paths", () => readActivations(["x.npy", 5 as never])],
    ["text in place of bytes", () => parseActivations("a\n1\n" as never, "x.csv")],
    ["bytes without a name", () => parseActivations(new Uint8Array(8), undefined as never)],
  ])("%s", async (_, read) => {
    await expect(read()).rejects.toMatchObject({ name: "RoteError", code: "bad-option" })
  })
})

test("a limit may be infinite, or no whole number", async () => {
  for (const maxBytes of [Number.POSITIVE_INFINITY, 1e6 + 0.5]) {
    expect((await parseActivations(npy([2, 1], [1, 2]), "x.npy", { maxBytes })).neurons).toBe(1)
  }
})
