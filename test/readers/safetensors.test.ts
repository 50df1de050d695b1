import { describe, expect, test } from "vitest"
import { parseActivations } from "#src/readers/index.js"
import { safetensorsOf } from "./support.js"

const data = new Uint8Array(16)
const tensor = '{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}'

async function codeOf(header: string, bytes = data): Promise<string> {
  return parseActivations(safetensorsOf(header, bytes), "x.safetensors").then(
    () => "reads",
    (error) => error.code,
  )
}

test("layers come in the order of their data, whatever the order of the header", async () => {
  const header =
    '{"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'
  const a = await parseActivations(safetensorsOf(header, data), "x.safetensors")
  expect(a.layers.map(({ name }) => name)).toEqual(["a", "b"])
})

test("names are unescaped as JSON says", async () => {
  const a = await parseActivations(safetensorsOf(`{"\\u0061\\"\\\\\\n":${tensor}}   `, data), "x.safetensors")
  expect(a.layers[0].name).toBe('a"\\\n')
})

test("content tells the format where the name does not", async () => {
  expect((await parseActivations(safetensorsOf(`{"a":${tensor}}`, data), "activations")).neurons).toBe(2)
})

describe("the header", () => {
  test.each([
    [`{"a":${tensor}}`, "reads"],
    [`{ "__metadata__" : { "k" : "v" } ,\n "a" : ${tensor} }  `, "reads"],
    [`{"a":${tensor},}`, "malformed"],
    [`{"a":${tensor}}}`, "malformed"],
    [`{"a":${tensor}`, "malformed"],
    [`{"a:${tensor}}`, "malformed"],
    ['{"\\x":1}', "malformed"],
    [`{"__metadata__":{"k":["v"]},"a":${tensor}}`, "malformed"],
    ['{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16],"more":1}}', "malformed"],
    ['{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16,16]}}', "malformed"],
    ['{"a":{"dtype":"F32","shape":[2,02],"data_offsets":[0,16]}}', "malformed"],
    ['{"a":{"dtype":"F32","shape":[2,2e0],"data_offsets":[0,16]}}', "malformed"],
    ['{"a":{"dtype":"F32","shape":[2,2],"shape":[4],"data_offsets":[0,16]}}', "duplicate-name"],
    ['{"__metadata__":{"k":"v","k":"w"}}', "duplicate-name"],
    ['{"__metadata__":{"k":"v"}}', "no-neurons"],
    ["{}", "no-neurons"],
    ['{"a":{"dtype":"F8_E4M3","shape":[16],"data_offsets":[0,16]}}', "unsupported-dtype"],
    [
      '{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[15],"data_offsets":[1,16]}}',
      "bad-shape",
    ],
  ])("%s → %s", async (header, code) => {
    expect(await codeOf(header)).toBe(code)
  })
})

test("a header of more tensors than any model has stops before they take the memory", async () => {
  const empty = '{"dtype":"F32","shape":[0],"data_offsets":[0,0]}'
  const names = Array.from({ length: 100_001 }, (_, i) => `"${i}":${empty}`)
  expect(await codeOf(`{${names.join(",")}}`)).toBe("limit-exceeded")
})
