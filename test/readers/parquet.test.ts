import { type BasicType, parquetWriteBuffer } from "hyparquet-writer"
import { describe, expect, test } from "vitest"
import { parseActivations } from "#src/readers/index.js"
import { decodeDelta, decodeHybrid } from "#src/readers/parquet-encodings.js"

type Column = Parameters<typeof parquetWriteBuffer>[0]["columnData"][number]

function table(columnData: Column[], options: Partial<Parameters<typeof parquetWriteBuffer>[0]> = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }))
}

const rows = 1000
const column = (type: BasicType, value: (i: number) => unknown, options: Partial<Column> = {}): Column => {
  return { name: "x", type, nullable: false, data: Array.from({ length: rows }, (_, i) => value(i)), ...options }
}

describe("each type and encoding gives the numbers written", () => {
  const wave = (i: number) => Math.floor(Math.sin(i) * 1000)
  test.each<[string, Column, (i: number) => number]>([
    ["floats", column("FLOAT", (i) => i / 8), (i) => i / 8],
    ["doubles", column("DOUBLE", Math.sin), Math.sin],
    ["half floats", column("FLOAT16", (i) => i / 8), (i) => i / 8],
    ["booleans", column("BOOLEAN", (i) => i % 3 === 0), (i) => Number(i % 3 === 0)],
    ["integers", column("INT32", wave), wave],
    ["long integers", column("INT64", (i) => BigInt(wave(i)) * 2n ** 33n), (i) => wave(i) * 2 ** 33],
    ["few values, by dictionary", column("DOUBLE", (i) => (i % 7) / 7), (i) => (i % 7) / 7],
    ["one value", column("DOUBLE", () => 0), () => 0],
    ["differences", column("INT32", wave, { encoding: "DELTA_BINARY_PACKED" }), wave],
    [
      "long differences",
      column("INT64", (i) => BigInt(wave(i)) * 2n ** 40n, { encoding: "DELTA_BINARY_PACKED" }),
      (i) => wave(i) * 2 ** 40,
    ],
    ["split bytes", column("FLOAT", (i) => i / 8, { encoding: "BYTE_STREAM_SPLIT" }), (i) => i / 8],
    ["split bytes of integers", column("INT32", wave, { encoding: "BYTE_STREAM_SPLIT" }), wave],
    ["runs of booleans", column("BOOLEAN", (i) => i > 500, { encoding: "RLE" }), (i) => Number(i > 500)],
  ])("%s", async (_, written, expected) => {
    for (const options of [{}, { codec: "UNCOMPRESSED" as const }, { rowGroupSize: 300 }, { pageSize: 200 }]) {
      const a = await parseActivations(table([written, { ...written, name: "y" }], options), "x.parquet")
      expect([a.examples, a.neurons, a.neuronNames]).toEqual([rows, 2, ["x", "y"]])
      const values = Array.from({ length: rows }, (_, i) => expected(i))
      expect(Array.from(a.data)).toEqual([...values, ...values])
    }
  })
})

describe("nulls", () => {
  const withNulls = table([
    { name: "whole", type: "DOUBLE", data: [1, 2, 3, 4] },
    { name: "holed", type: "DOUBLE", data: [5, null, null, 8] },
  ])

  test("are missing values, never 0: refused with the column's name and count", async () => {
    await expect(parseActivations(withNulls, "x.parquet")).rejects.toMatchObject({
      code: "not-finite",
      fault: { found: "2 NaN, infinite or missing values in neuron holed (2)" },
    })
  })

  test("take their examples with them when asked to", async () => {
    const a = await parseActivations(withNulls, "x.parquet", { dropNonfinite: true })
    expect(Array.from(a.data)).toEqual([1, 4, 5, 8])
  })
})

describe("columns that are no neurons", () => {
  test.each<[string, Column]>([
    ["strings", { name: "label", type: "STRING", data: ["a", "b"] }],
    ["timestamps", { name: "label", type: "TIMESTAMP", data: [new Date(0), new Date(1)] }],
    ["bytes", { name: "label", type: "BYTE_ARRAY", data: [Uint8Array.of(1), Uint8Array.of(2)] }],
  ])("of %s are refused by name", async (_, label) => {
    const bytes = table([{ name: "n0", type: "FLOAT", data: [1, 2] }, label])
    await expect(parseActivations(bytes, "x.parquet")).rejects.toMatchObject({
      code: "unsupported-dtype",
      fault: { input: "x.parquet::label" },
    })
  })

  test("but pandas' index are left out, with a warning", async () => {
    const columns: Column[] = [
      { name: "n0", type: "FLOAT", data: [1, 2] },
      { name: "__index_level_0__", type: "STRING", data: ["a", "b"] },
    ]
    const kvMetadata = [{ key: "pandas", value: '{"index_columns": ["__index_level_0__"]}' }]
    const warnings: string[] = []
    const onWarning = (message: string) => warnings.push(message)
    const a = await parseActivations(table(columns, { kvMetadata }), "x.parquet", { onWarning })
    expect(a.neuronNames).toEqual(["n0"])
    expect(warnings).toEqual(["x.parquet: left out __index_level_0__, the index that pandas saved with the table"])
  })
})

describe("runs that claim more than there is room for are refused", () => {
  test.each([
    ["a run of 2^30 zeros for four values", [0x80, 0x80, 0x80, 0x80, 0x08, 0], 1, 4],
    ["a packed run beyond its bytes", [0x09, 0xff], 4, 32],
    ["a packed run beyond its values", [0x05, 0, 0, 0, 0], 8, 4],
    ["an endless number", Array(20).fill(0xff), 1, 4],
    ["an empty run", [0x00, 0, 0x00, 0], 1, 4],
    ["numbers of 33 bits", [0x02, 0, 0, 0, 0, 0], 33, 1],
  ])("%s", (_, bytes, width, count) => {
    expect(() => decodeHybrid(Uint8Array.from(bytes), width, count)).toThrow(RangeError)
  })

  test.each([
    ["blocks of 2^31", [0xff, 0xff, 0xff, 0xff, 0x07, 4, 2, 0, 0, 32, 0, 0, 0]],
    ["no miniblocks", [128, 1, 0, 2, 0, 0]],
    ["2^31 miniblocks", [128, 1, 0xff, 0xff, 0xff, 0xff, 0x07, 2, 0]],
    ["another count", [128, 1, 4, 9, 0, 0, 0, 0, 0, 0]],
    ["widths of 200 bits", [128, 1, 4, 2, 0, 0, 200, 0, 0, 0]],
  ])("differences of %s", (_, bytes) => {
    expect(() => decodeDelta(Uint8Array.from(bytes), "i8", 2, "x")).toThrow(RangeError)
  })
})
