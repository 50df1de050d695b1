import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { parquetWriteBuffer } from "hyparquet-writer"
import { describe, expect, it } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { arrayInputs, capture } from "#src/capture/index.js"
import type { TensorInfo } from "#src/capture/runtime/session.js"
import { writeActivations } from "#src/store/index.js"
import { encodeNpy } from "#src/store/npy.js"
import { layerDifference, models, temporaryFolder } from "../models.js"

const image: TensorInfo = { name: "image", type: "float32", shape: ["batch", 2, 3] }
const table: TensorInfo = { name: "x", type: "float32", shape: ["batch", 3] }
const tokens: TensorInfo[] = ["input_ids", "attention_mask"].map((name) => ({
  name,
  type: "int64",
  shape: ["batch", "tokens"],
}))

function npy(shape: number[], name = "inputs.npy"): string {
  const path = join(temporaryFolder(), name)
  const size = shape.reduce((product, length) => product * length, 1)
  writeFileSync(
    path,
    encodeNpy(
      Float64Array.from({ length: size }, (_, i) => i),
      shape,
    ),
  )
  return path
}

/** Arrays by name, each of so many rows of three numbers. */
async function npz(rows: Record<string, number>): Promise<string> {
  const path = join(temporaryFolder(), "inputs.npz")
  const [examples] = Object.values(rows)
  const layers = Object.keys(rows).map((name, i) => ({ name, start: 3 * i, end: 3 * i + 3 }))
  const data = Float32Array.from({ length: 3 * layers.length * examples }, (_, i) => i)
  await writeActivations(activationMatrix(data, examples, 3 * layers.length, layers), path)
  return path
}

describe("an array without a name", () => {
  it("goes to the only input, batch by batch, examples first", async () => {
    const inputs = await arrayInputs(npy([5, 2, 3]), [image])
    expect(inputs.examples).toBe(5)
    expect(await inputs.batch(3, 5)).toEqual({
      image: { shape: [2, 2, 3], data: Float64Array.from({ length: 12 }, (_, i) => 18 + i) },
    })
    expect(inputs.describe(4)).toEqual({ kind: "array", index: 4 })
    expect(inputs.files).toMatchObject([{ name: "inputs.npy", bytes: 128 + 240 }])
  })

  it("is the same in Fortran order", async () => {
    const path = npy([5, 2, 3])
    const shape = [5, 2, 3]
    const columnMajor = Float64Array.from({ length: 30 }, (_, at) => {
      const [i, j, k] = [at % 5, Math.floor(at / 5) % 2, Math.floor(at / 10)]
      return (i * 2 + j) * 3 + k
    })
    const fortran = Buffer.from(encodeNpy(columnMajor, shape))
    const text = fortran.toString("latin1", 0, 128).replace("'fortran_order': False", "'fortran_order': True ")
    fortran.write(text, 0, "latin1")
    writeFileSync(path, fortran)
    const { image: read } = await (await arrayInputs(path, [image])).batch(0, 5)
    expect(read).toEqual({ shape, data: Float64Array.from({ length: 30 }, (_, i) => i) })
  })

  it("may be a table of Parquet, whose columns are stored one after the other", async () => {
    const path = join(temporaryFolder(), "inputs.parquet")
    const columnData = ["a", "b", "c"].map((name, j) => ({ name, data: [0, 1, 2, 3].map((i) => 3 * i + j + 0.5) }))
    writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData })))
    const { x } = await (await arrayInputs(path, [table])).batch(1, 3)
    expect(x).toEqual({ shape: [2, 3], data: Float64Array.of(3.5, 4.5, 5.5, 6.5, 7.5, 8.5) })
  })

  it("is refused where the model has several", async () => {
    await expect(arrayInputs(npy([4, 3]), tokens)).rejects.toMatchObject({
      code: "bad-option",
      message: expect.stringMatching(/input_ids \(int64 batch × tokens\), attention_mask .* but one without a name/),
    })
  })
})

describe("arrays by name", () => {
  it("go to the inputs of their names; others are left alone", async () => {
    const inputs = await arrayInputs(await npz({ labels: 4, attention_mask: 4, input_ids: 4 }), tokens)
    const batch = await inputs.batch(0, 1)
    expect(Object.keys(batch)).toEqual(["input_ids", "attention_mask"])
    expect(batch.input_ids.data).toEqual(Float32Array.of(24, 28, 32))
  })

  it("are refused where one is missing, with those that are expected and those that are there", async () => {
    await expect(arrayInputs(await npz({ input_ids: 4, mask: 4 }), tokens)).rejects.toMatchObject({
      code: "bad-option",
      message: expect.stringMatching(/inputs, input_ids .*none named "attention_mask" but "input_ids", "mask"/),
    })
  })
})

describe("a shape that the model cannot take is refused, with those it can", () => {
  it.each<[string, number[]]>([
    ["another length", [4, 2, 4]],
    ["another rank", [4, 6]],
    ["a single number", []],
  ])("%s", async (_, shape) => {
    await expect(arrayInputs(npy(shape), [image])).rejects.toMatchObject({
      code: "bad-shape",
      message: expect.stringMatching(/image \(float32 batch × 2 × 3\), found shape/),
    })
  })

  it("but a length that is free may be any", async () => {
    const free: TensorInfo = { ...image, shape: ["batch", "channels", 3] }
    expect((await arrayInputs(npy([4, 7, 3]), [free])).examples).toBe(4)
    const unknown: TensorInfo = { ...image, shape: [] }
    expect((await arrayInputs(npy([4, 1, 1, 1]), [unknown])).examples).toBe(4)
  })
})

it("no examples are too few", async () => {
  await expect(arrayInputs(npy([0, 3]), [table])).rejects.toMatchObject({ code: "too-few-examples" })
})

it("a column that claims more numbers than its file can hold is refused before they take memory", async () => {
  const path = join(temporaryFolder(), "inputs.parquet")
  const columnData = ["a", "b", "c"].map((name) => ({ name, data: new Array(3_000_000).fill(1) }))
  writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData })))
  await expect(arrayInputs(path, [table])).rejects.toMatchObject({ code: "limit-exceeded" })
  expect((await arrayInputs(path, [table], { maxBytes: 80_000_000 })).examples).toBe(3_000_000)
})

it("inputs in .safetensors and in .npz give the same activations", async () => {
  const model = join(models, "mlp.onnx")
  const npzFile = join(models, "mlp.inputs.npz")
  const { readActivations } = await import("#src/readers/index.js")
  const path = join(temporaryFolder(), "inputs.safetensors")
  await writeActivations(await readActivations(npzFile), path)
  const [one, two] = [await capture(model, npzFile), await capture(model, path)]
  expect(layerDifference(one.activations, "fc.1", two.activations)).toBe(0)
})
