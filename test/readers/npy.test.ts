import { describe, expect, test } from "vitest"
import { parseActivations } from "#src/readers/index.js"
import { npy, npyOf } from "./support.js"

const bytes = (...values: number[]) => Uint8Array.from(values)

async function valuesOf(descr: string, data: Uint8Array): Promise<number[]> {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${data.length / Number(descr.slice(2))},), }`
  return Array.from((await parseActivations(npyOf(header, data), "x.npy")).data)
}

describe("elements", () => {
  test("of half precision are exact: subnormal, normal, negative zero, largest", async () => {
    const data = bytes(0x01, 0x00, 0xff, 0x03, 0x00, 0x04, 0x55, 0x35, 0x00, 0x80, 0xff, 0x7b)
    const expected = [2 ** -24, 1023 * 2 ** -24, 2 ** -14, 0.333251953125, -0, 65504]
    expect(await valuesOf("<f2", data)).toEqual(expected)
    expect(
      await valuesOf(
        ">f2",
        Uint8Array.from(data, (_, i) => data[i ^ 1]),
      ),
    ).toEqual(expected)
  })

  test.each([
    ["|u1", [200], 200],
    ["|i1", [200], -56],
    ["<u2", [1, 200], 51201],
    [">i2", [200, 1], -14335],
    ["<u4", [0, 0, 0, 200], 3355443200],
    [">i4", [200, 0, 0, 0], -939524096],
    ["<i8", [255, 255, 255, 255, 255, 255, 255, 255], -1],
    [">u8", [0, 31, 255, 255, 255, 255, 255, 255], Number.MAX_SAFE_INTEGER],
    ["|b1", [1], 1],
    ["<b1", [0], 0],
  ])("%s of bytes %j are %d", async (descr, data, value) => {
    expect(await valuesOf(descr, bytes(...data))).toEqual([value])
  })

  test.each([
    [2 ** 53, "i8"],
    [-(2 ** 53), "i8"],
    [2 ** 63, "u8"],
  ] as const)("of 64 bits beyond 2^53 − 1 are refused rather than rounded: %d", async (value, type) => {
    await expect(parseActivations(npy([1], [value], { type }), "x.npy")).rejects.toMatchObject({
      code: "unsupported-dtype",
      message: expect.stringContaining(String(BigInt(value))),
    })
  })

  test("of bool are 0 and 1, and another byte is damage", async () => {
    await expect(parseActivations(npy([2], [1, 2], { type: "b1" }), "x.npy")).rejects.toMatchObject({
      code: "malformed",
    })
  })
})

describe("the header", () => {
  const data = new Uint8Array(24)

  test.each([
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2)}",
    '{"shape":(3,2,),"descr":"<f4","fortran_order":True}',
    "  { 'fortran_order' : False ,\n'shape' : ( 3 , 2 ) , 'descr' : '<f4' , }  ",
  ])("may be spelled %s", async (header) => {
    const a = await parseActivations(npyOf(header, data), "x.npy")
    expect([a.examples, a.neurons]).toEqual([3, 2])
  })

  test.each([
    ["", "malformed"],
    ["{", "malformed"],
    ["{}", "malformed"],
    ["[]", "malformed"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2)} x", "malformed"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2)", "malformed"],
    ["{'descr': '<f4' 'fortran_order': False, 'shape': (3, 2)}", "malformed"],
    ["{'descr': '<f4', 'fortran_order': 0, 'shape': (3, 2)}", "malformed"],
    ["{'descr': '<f\\x34', 'fortran_order': False, 'shape': (3, 2)}", "malformed"],
    ["{'descr': None, 'fortran_order': False, 'shape': (3, 2)}", "malformed"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (6)}", "bad-shape"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': 6}", "bad-shape"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (3, -2)}", "bad-shape"],
    [`{'descr': '<f4', 'fortran_order': False, 'shape': (${"1, ".repeat(65)})}`, "bad-shape"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (,)}", "bad-shape"],
    ["{'descr': '=f4', 'fortran_order': False, 'shape': (3, 2)}", "unsupported-dtype"],
    ["{'descr': '|f4', 'fortran_order': False, 'shape': (3, 2)}", "unsupported-dtype"],
    ["{'descr': '<constructor', 'fortran_order': False, 'shape': (3, 2)}", "unsupported-dtype"],
    ["{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3, 2)}", "unsupported-dtype"],
    ["{'descr': '|O', 'fortran_order': False, 'shape': (3, 2)}", "pickle-refused"],
  ])("%s → %s", async (header, code) => {
    await expect(parseActivations(npyOf(header, data), "x.npy")).rejects.toMatchObject({ code })
  })

  test("an object array's refusal shows the two lines that save it as numbers", async () => {
    const header = "{'descr': '|O', 'fortran_order': False, 'shape': (3, 2)}"
    await expect(parseActivations(npyOf(header, data), "x.npy")).rejects.toThrow(/import numpy.*\n.*numpy\.savez\(/)
  })
})

test("too few and too many bytes are refused with both sizes", async () => {
  const whole = npy([2, 2], [1, 2, 3, 4])
  await expect(parseActivations(whole.subarray(0, -1), "x.npy")).rejects.toMatchObject({
    code: "truncated",
    message: expect.stringContaining("expected 16 bytes of data for shape (2, 2), found 15"),
  })
  const more = new Uint8Array([...whole, 0])
  await expect(parseActivations(more, "x.npy")).rejects.toMatchObject({
    code: "trailing-bytes",
    message: expect.stringContaining("found 17"),
  })
})

test("a shape with leading zeros, which Python does not read either, is refused", async () => {
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (02, 1), }"
  await expect(parseActivations(npyOf(header, new Uint8Array(8)), "x.npy")).rejects.toMatchObject({
    code: "bad-shape",
    message: "x.npy: expected a shape as a tuple of whole numbers, found 02, 1), }",
  })
})
