import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { parseDecimal } from "#src/readers/decimal.js"
import { parseActivations } from "#src/readers/index.js"

const read = (text: string, name = "x.csv", onWarning?: (message: string) => void) =>
  parseActivations(Buffer.from(text), name, onWarning === undefined ? {} : { onWarning })

describe("decimals", () => {
  test.each([
    ["1", 1],
    ["-0", -0],
    ["+.5", 0.5],
    ["5.", 5],
    [" 1e-3 ", 1e-3],
    ["1E+2", 100],
    ["1e-999", 0],
    ["NaN", Number.NaN],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["inf", Number.POSITIVE_INFINITY],
  ])("%j is %d", (text, value) => {
    expect(parseDecimal(text)).toBe(value)
  })

  test.each([
    "",
    " ",
    ".",
    "e5",
    "1e",
    "1e999",
    "0x1F",
    "1_000",
    "1,5",
    "1.5abc",
    "1 2",
    "--1",
    "٣",
    "true",
    "infinite",
  ])("%j is none", (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  })
})

test("every float64 written in its shortest decimals reads back exactly", async () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(values, async (column) => {
      const a = await read(`x\n${column.join("\n")}\n`)
      expect(Array.from(a.data, (value) => value + 0)).toEqual(column.map((value) => value + 0))
    }),
    { seed: 3 },
  )
})

describe("a table", () => {
  test("has neuron names in a first row without numbers", async () => {
    const a = await read('"a ""b""",c\r\n1,"2"\r\n3,4')
    expect(a.neuronNames).toEqual(['a "b"', "c"])
    expect(Array.from(a.data)).toEqual([1, 3, 2, 4])
  })

  test("has none where the first row is numbers", async () => {
    const a = await read("\ufeff1,2\n3,4\n")
    expect([a.examples, a.neuronNames]).toEqual([2, undefined])
  })

  test("whose first row counts 0, 1, 2 has it as header, with a warning, as pandas writes unnamed columns", async () => {
    const warnings: string[] = []
    const a = await read("0,1,2\n5,6,7\n", "x.csv", (message) => warnings.push(message))
    expect([a.examples, a.neuronNames]).toEqual([1, ["0", "1", "2"]])
    expect(warnings).toEqual([expect.stringContaining("taken as the header")])
  })

  test("may end in empty lines", async () => {
    expect((await read("1,2\n3,4\n\n\n")).examples).toBe(2)
  })

  test("of one column may be one number", async () => {
    expect(Array.from((await read("7")).data)).toEqual([7])
  })

  test.each([
    ["1,x\n3,4\n", "x.csv, line 1", "malformed"],
    [",n0\n0,1\n", "x.csv, line 1", "malformed"],
    ["a,b\n1,2\n\n3,4\n", "x.csv, line 3", "malformed"],
    ['a\n1\n"2\n', "x.csv, line 3", "malformed"],
    ['a\n1"\n', "x.csv, line 2", "malformed"],
    ['a\n"1"2\n', "x.csv, line 2", "malformed"],
    ["a\r1\r2\r", "x.csv, line 1", "malformed"],
    [`a\n${"1".repeat(10_001)}\n`, "x.csv, line 2", "malformed"],
    ['"a\nb",c\n1,2\n3\n', "x.csv, line 4", "malformed"],
    ["a;b\n1;2\n", "x.csv, line 2, column 1", "malformed"],
    ["a,a\n1,2\n", "x.csv", "duplicate-name"],
  ])("%j is refused at %s", async (text, input, code) => {
    await expect(read(text)).rejects.toMatchObject({ code, fault: { input } })
  })

  test("larger than a block is read whole, whatever its lines", async () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => `${i},${i / 4},${"0".repeat(i % 30)}1`)
    const a = await read(`a,b,c\r\n${lines.join("\r\n")}`)
    expect([a.examples, a.neurons]).toEqual([300_000, 3])
    const wrong = (j: number, value: (i: number) => number) =>
      a.data.subarray(j * a.examples, (j + 1) * a.examples).findIndex((found, i) => found !== value(i))
    expect([wrong(0, (i) => i), wrong(1, (i) => i / 4), wrong(2, () => 1)]).toEqual([-1, -1, -1])
  })
})

test.each([
  ["before the table", "\na\n1\n2\n", 1],
  ["within it", "a\n1\n\n2\n", 3],
])("an empty line %s is named", async (_, text, line) => {
  await expect(read(text)).rejects.toMatchObject({
    code: "malformed",
    message: `x.csv, line ${line}: expected empty lines at the end alone, found one before the last row; delete it`,
  })
})
