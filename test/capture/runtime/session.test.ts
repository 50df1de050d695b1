import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { readModel } from "#src/capture/graph/read-model.js"
import { openSession } from "#src/capture/runtime/session.js"
import { castModel, type ElementType, elementTypes, hostile, models } from "../models.js"

async function castSession(type: ElementType) {
  return openSession(await readModel(castModel(type)), ["y", "back"])
}

describe("numbers become what the model takes, and come back as numbers", () => {
  const values: Record<ElementType, number[]> = {
    float32: [0.5, -3, 1e20],
    float64: [0.5, -3, 1e20],
    float16: [0.5, -3, 65504],
    int8: [-128, 0, 127],
    uint8: [0, 1, 255],
    int32: [-(2 ** 24), 0, 2 ** 24],
    int64: [-(2 ** 40), -1, 2 ** 40],
    bool: [0, 1, 1],
  }
  it.each(Object.keys(elementTypes) as ElementType[])("%s", async (type) => {
    const session = await castSession(type)
    expect(session.inputs).toEqual([{ name: "x", type, shape: ["batch", 3] }])
    const fed = [Float64Array.from(values[type])]
    if (type === "float32") fed.push(Float32Array.from(values[type]) as never)
    if (type === "int64") fed.push(BigInt64Array.from(values[type].map(BigInt)) as never)
    if (type === "int32") fed.push(Int32Array.from(values[type]) as never)
    for (const data of fed) {
      const { y, back } = await session.run({ x: { shape: [1, 3], data } })
      expect(y.shape).toEqual([1, 3])
      expect(y.data).toEqual(Float32Array.from(values[type]))
      expect(Array.from(back.data)).toEqual(Array.from(y.data))
    }
    await session.release()
  })

  it.each([
    ["int64", 0.5],
    ["int8", 128],
    ["uint8", -1],
    ["bool", 2],
    ["int32", 2 ** 31],
  ] as const)("but not to %s where it cannot hold them: %d", async (type, value) => {
    const session = await castSession(type)
    await expect(session.run({ x: { shape: [1, 3], data: Float64Array.of(0, value, 0) } })).rejects.toMatchObject({
      code: "unsupported-dtype",
      message: expect.stringMatching(
        new RegExp(`x: expected values of ${type}, which the model takes, found ${value}$`),
      ),
    })
  })

  it("and to float16 rounded as NumPy rounds them", async () => {
    const session = await castSession("float16")
    // numpy.float16 of the same numbers.
    const rounded: [number, number][] = [
      [1.0004883, 1.0009765625],
      [1.00048828125, 1],
      [1.00146484375, 1.001953125],
      [65519.99, 65504],
      [65520, Number.POSITIVE_INFINITY],
      [2 ** -25, 0],
      [2 ** -25 * 1.001, 2 ** -24],
      [6.1e-5, 6.097555160522461e-5],
      [-0.1, -0.0999755859375],
      [Number.NaN, Number.NaN],
    ]
    for (let i = 0; i < rounded.length; i += 3) {
      const three = [0, 1, 2].map((j) => rounded[Math.min(i + j, rounded.length - 1)])
      const { y } = await session.run({ x: { shape: [1, 3], data: Float64Array.from(three, ([value]) => value) } })
      expect(Array.from(y.data)).toEqual(three.map(([, half]) => half))
    }
  })
})

describe("a session", () => {
  it("makes any tensor of the graph an output, in the order asked for", async () => {
    const model = await readModel(join(models, "mlp.onnx"))
    const session = await openSession(model, ["logits", "/relu.0/Relu_output_0"])
    expect(session.outputs).toEqual([
      { name: "logits", type: "float32", shape: ["batch", 10] },
      { name: "/relu.0/Relu_output_0", type: "float32", shape: ["batch", 48] },
    ])
    const x = { shape: [2, 64], data: new Float32Array(128) }
    expect(Object.keys(await session.run({ x }))).toEqual(["logits", "/relu.0/Relu_output_0"])
    await session.release()
  })

  it.each([
    ["a missing input", {}, "bad-option", /the inputs x \(float32 batch × 64\), found none for "x"/],
    ["another shape", { x: [2, 63] }, "bad-shape", /x \(float32 batch × 64\), found .*invalid dimensions.* 63/i],
    ["another rank", { x: [128] }, "bad-shape", /x \(float32 batch × 64\), found .*rank/i],
  ])("refuses %s, and lists what it takes", async (_, shapes, code, message) => {
    const session = await openSession(await readModel(join(models, "mlp.onnx")), ["logits"])
    const feeds = Object.entries(shapes).map(([name, shape]: [string, number[]]) => {
      const size = shape.reduce((product, length) => product * length, 1)
      return [name, { shape, data: new Float32Array(size) }]
    })
    await expect(session.run(Object.fromEntries(feeds))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  it("refuses more or fewer numbers than the shape has", async () => {
    const session = await openSession(await readModel(join(models, "mlp.onnx")), ["logits"])
    const x = { shape: [2, 64], data: new Float32Array(100) }
    await expect(session.run({ x })).rejects.toMatchObject({ name: "RoteError", code: "bad-shape" })
  })

  it("refuses token numbers that the model has no embedding for, without a crash", async () => {
    const session = await openSession(await readModel(join(models, "bert.onnx")), ["layer_norm"])
    const ids = { shape: [1, 2], data: Int32Array.of(1, 10_000_000) }
    const mask = { shape: [1, 2], data: Int32Array.of(1, 1) }
    await expect(session.run({ input_ids: ids, attention_mask: mask })).rejects.toMatchObject({
      code: "malformed",
      message: expect.stringMatching(/input_ids \(int64 batch × seq\).* found .*10000000/s),
    })
  })

  it.each([
    [
      "onnx_unknown_op.onnx",
      "unsupported-format",
      /operators that ONNX Runtime has, found the operator FrobnicateV2 in opset 17/,
    ],
    ["onnx_ir_999.onnx", "unsupported-format", /IR version \d+ of ONNX or an older one, found version 999/],
    ["onnx_opset_9999.onnx", "unsupported-format", /opset \d+ of ONNX or an older one, found opset 9999/],
  ])("names what the runtime cannot do: %s", async (file, code, message) => {
    const model = await readModel(join(hostile, file))
    await expect(openSession(model, model.outputs)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  it("refuses a tensor whose name no object can have as a key", async () => {
    const model = await readModel(join(hostile, "onnx_nasty_names.onnx"))
    await expect(openSession(model, ["__proto__"])).rejects.toMatchObject({ code: "unsupported-format" })
  })
})
