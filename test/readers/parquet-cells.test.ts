import fc from "fast-check"
import { type BasicType, parquetWriteBuffer } from "hyparquet-writer"
import { describe, expect, test } from "vitest"
import { RoteError } from "#src/errors.js"
import { type ParquetRow, parquetRows } from "#src/readers/parquet-cells.js"
import { memorySource } from "#src/readers/source.js"
import { type Mutation, mutate, mutatedFile } from "./mutations.js"

type Column = Parameters<typeof parquetWriteBuffer>[0]["columnData"][number]
type Options = Partial<Parameters<typeof parquetWriteBuffer>[0]>

const table = (columnData: Column[], options: Options = {}) =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...options }))

const column = (name: string, type: BasicType, data: unknown[], options: Partial<Column> = {}): Column => {
  return { name, type, data, ...options }
}

async function read(bytes: Uint8Array, ...names: string[]): Promise<ParquetRow[]> {
  const rows: ParquetRow[] = []
  const choose = (header: readonly string[]) => (names.length > 0 ? names.map((name) => header.indexOf(name)) : [0])
  for await (const row of parquetRows(memorySource("x.parquet", bytes), choose)) rows.push(row)
  return rows
}

const cells = async (bytes: Uint8Array, ...names: string[]) => (await read(bytes, ...names)).map((row) => row.cells)

describe("the cells of chosen columns", () => {
  const texts = Array.from({ length: 1000 }, (_, i) => `text ${i}, ä € 𝄞 ${"x".repeat(i % 50)}`)
  const few = texts.map((_, i) => ["neg", "pos", ""][i % 3])

  test.each<[string, Options]>([
    ["snappy", {}],
    ["none", { codec: "UNCOMPRESSED" }],
    ["row groups", { rowGroupSize: 300 }],
    ["small pages", { pageSize: 200 }],
  ])("are texts, written plainly or by dictionary, in order (%s)", async (_, options) => {
    const columns = [
      column("label", "STRING", few),
      column("text", "STRING", texts),
      column("n", "INT32", [...texts.keys()]),
    ]
    const rows = await read(table(columns, options), "text", "label")
    expect(rows).toEqual(texts.map((text, i) => ({ row: i + 1, cells: [text, few[i]] })))
  })

  test("are decimal numbers, true and false, and empty for nulls", async () => {
    const bytes = table([
      column("i", "INT64", [1n, -20n, null]),
      column("d", "DOUBLE", [0.5, 3, null]),
      column("b", "BOOLEAN", [true, false, null]),
      column("s", "STRING", ["a", null, "c"]),
    ])
    expect(await cells(bytes, "i", "d", "b", "s")).toEqual([
      ["1", "0.5", "true", "a"],
      ["-20", "3", "false", ""],
      ["", "", "", "c"],
    ])
  })

  test("of a table without rows are none", async () => {
    expect(await read(table([column("s", "STRING", [])]))).toEqual([])
  })

  test("do not ask of the other columns what they hold", async () => {
    const bytes = table([column("text", "STRING", ["a"]), column("when", "TIMESTAMP", [new Date(0)])])
    expect(await cells(bytes, "text")).toEqual([["a"]])
    await expect(read(bytes, "when")).rejects.toMatchObject({
      code: "unsupported-dtype",
      fault: {
        input: "x.parquet::when",
        expected: "a column of text, numbers or booleans",
        found: "INT64 (TIMESTAMP_MILLIS)",
      },
    })
  })
})

describe("refused are", () => {
  test("bytes that are no UTF-8, by column", async () => {
    const bytes = table([column("text", "BYTE_ARRAY", [Uint8Array.of(0xff, 0xfe)])])
    await expect(read(bytes)).rejects.toMatchObject({ code: "malformed", fault: { input: "x.parquet::text" } })
  })

  test("texts above a mebibyte", async () => {
    const bytes = table([column("text", "STRING", ["x".repeat(2 ** 20 + 1)])])
    await expect(read(bytes)).rejects.toMatchObject({ code: "limit-exceeded", fault: { found: "1048577" } })
  })

  test("an encoding that is not read, by number", async () => {
    const bytes = table([column("text", "STRING", ["a", "b"], { encoding: "DELTA_LENGTH_BYTE_ARRAY" })])
    await expect(read(bytes)).rejects.toMatchObject({ code: "unsupported-format", fault: { found: "encoding 6" } })
  })

  test("a small file that repeats a long text until memory ends", async () => {
    const bytes = table([column("text", "STRING", new Array(10_000).fill("x".repeat(2 ** 20)))])
    expect(bytes.length).toBeLessThan(200_000)
    await expect(read(bytes)).rejects.toMatchObject({
      code: "limit-exceeded",
      message: expect.stringContaining("more"),
    })
  })

  test("more rows than bytes", async () => {
    const bytes = table([column("label", "BOOLEAN", new Array(100_000).fill(true), { encoding: "RLE" })])
    expect(bytes.length).toBeLessThan(10_000)
    await expect(read(bytes)).rejects.toMatchObject({ code: "limit-exceeded", fault: { found: "100000" } })
  })

  test("a damaged file, whatever the damage, by name and nothing else", async () => {
    const columns = [
      column("text", "STRING", ["one", "two", null, "one", "one", "two"]),
      column("n", "INT32", [1, 2, 3, 4, 5, 6]),
    ]
    const files = [{}, { codec: "UNCOMPRESSED" as const, pageSize: 50 }].map((options) => table(columns, options))
    let refused = 0
    const check = async ([file, mutations]: [number, Mutation[]]) => {
      await read(mutate(files[file], mutations, ["PAR1", "\xff\xff\xff\x0f"]), "text", "n").catch((error: unknown) => {
        if (!(error instanceof RoteError)) throw error
        refused++
      })
    }
    await fc.assert(fc.asyncProperty(mutatedFile(files.length), check), { seed: 1100, numRuns: 3000 })
    expect(refused).toBeGreaterThan(1000)
  })
})
