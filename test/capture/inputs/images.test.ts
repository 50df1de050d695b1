import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { deflateSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { decodeImage } from "#src/capture/inputs/image-pixels.js"
import { type ImagePreprocessing, openInputs } from "#src/capture/inputs/index.js"
import { resample } from "#src/capture/inputs/resample.js"
import { crc32 } from "#src/readers/crc32.js"
import { read, root } from "../../project/repository.js"
import { imageInput, temporaryFolder } from "./temporary-folder.js"

/** What an image processor of these settings makes of an image; of the larger ones, every so many rows and columns. */
interface Processed {
  config: object
  shape: [channels: number, height: number, width: number]
  values: number[]
  every?: number
}

const list = join(root, "fixtures/images/list.txt")
const fixtures = join(root, "fixtures/images/pictures")
const folder = temporaryFolder()
const expected = JSON.parse(read("fixtures/images/expected.json"))
const processed: Processed[] = expected.processed
const decoded = (name: string) => decodeImage(name, readFileSync(join(fixtures, name)))
const onePixel = [1, 1] as [number, number]

const openOne = (name: string, image: ImagePreprocessing, input = imageInput(3, "height", "width")) =>
  openInputs({ path: folder.write(`${name}.list.txt`, join(fixtures, name)), image }, input)

const valuesOf = async (name: string, image: ImagePreprocessing, input = imageInput(3, "height", "width")) =>
  Array.from((await (await openOne(name, image, input)).batch(0, 1)).pixel_values.data, Number)

test.each(Object.keys(expected.resized))("%s has Pillow's bytes", async (key) => {
  const [name, size, filter] = key.split(" ")
  const [height, width] = size.split("x").map(Number)
  const { data } = resample(await decoded(name), width, height, filter as "bilinear")
  expect(createHash("sha256").update(data).digest("hex")).toBe(expected.resized[key])
})

test("an image keeps its bytes where its size stays", async () => {
  const image = await decoded("colour.png")
  expect(resample(image, image.width, image.height, "lanczos")).toBe(image)
})

test.each(processed.map((each) => [JSON.stringify(each.config), each] as const))(
  "%s gives what its image processor gives in Python",
  async (config, { shape, values, every = 1 }) => {
    const preprocessor = folder.write("preprocessor_config.json", config)
    const path = folder.write("processed.txt", join(fixtures, "photo9.jpg"))
    const model = { model: "model.onnx", preprocessor }
    const inputs = await openInputs({ path, model }, imageInput("channels", "height", "width"))
    const { pixel_values: tensor } = await inputs.batch(0, 1)
    expect(tensor.shape).toEqual([1, ...shape])
    expect(inputs.preparation?.map(({ name }) => name)).toEqual(["preprocessor_config.json"])
    const [, height, width] = shape
    const kept = tensor.data.filter(
      (_, i) => i % every === 0 && Math.floor((i % (height * width)) / width) % every === 0,
    )
    const wrong = values.filter(
      (value: number, i: number) => !(Math.abs(Number(kept[i]) - value) <= 2e-6 * Math.abs(value) + 1e-6),
    )
    expect([kept.length, wrong]).toEqual([values.length, []])
  },
)

describe("a model's input", () => {
  test("with channels first gets red, green and blue one after the other, last side by side", async () => {
    const first = await valuesOf("colour.png", { scale: 1 }, imageInput(3, 5, 4))
    const last = await valuesOf("colour.png", { scale: 1 }, imageInput(5, 4, 3))
    const { data } = resample(await decoded("colour.png"), 4, 5, "bilinear")
    expect(last).toEqual([...data])
    expect(first).toEqual([0, 1, 2].flatMap((channel) => [...data].filter((_, i) => i % 3 === channel)))
  })

  test("of one channel gets Pillow's grey", async () => {
    expect(await valuesOf("colour.png", { scale: 1 }, imageInput(1, 3, 4))).toEqual(expected.grey)
  })

  test("of known height and width is what images are resized to", async () => {
    const inputs = await openInputs({ path: list }, imageInput(3, 5, 7))
    const { pixel_values: tensor } = await inputs.batch(0, 2)
    expect(tensor.shape).toEqual([2, 3, 5, 7])
    expect(tensor.data.every((value) => value >= 0 && value <= 1)).toBe(true)
  })
})

test("mean and deviation apply per channel, one number to all", async () => {
  const [red, green, blue] = await valuesOf("colour.png", { size: onePixel, scale: 1 })
  expect(await valuesOf("colour.png", { size: onePixel, scale: 1, mean: [1, 2, 3], std: [2] })).toEqual([
    (red - 1) / 2,
    (green - 2) / 2,
    (blue - 3) / 2,
  ])
})

test("a size asked for replaces the size and crop of the model's folder, and keeps its mean", async () => {
  const config = {
    size: { shortest_edge: 10 },
    do_center_crop: true,
    crop_size: 8,
    image_mean: [1, 1, 1],
    image_std: [1, 1, 1],
  }
  const preprocessor = folder.write("replaced/preprocessor_config.json", JSON.stringify(config))
  const request = {
    path: list,
    image: { size: onePixel },
    model: { model: "m.onnx", preprocessor },
  }
  const { pixel_values: tensor } = await (await openInputs(request, imageInput(3, "h", "w"))).batch(0, 1)
  expect(tensor.shape).toEqual([1, 3, 1, 1])
  expect(tensor.data.every((value) => value < 0)).toBe(true)
})

test("a batch holds the images asked for", async () => {
  const inputs = await openInputs({ path: list }, imageInput(3, 5, 7))
  const both = await inputs.batch(0, 2)
  const second = await inputs.batch(1, 2)
  expect(second.pixel_values.data).toEqual(both.pixel_values.data.slice(3 * 5 * 7))
})

describe("refused", () => {
  test.each([
    ["no size", {}, "--size 224"],
    ["a size other than the model's", { size: [4, 4] as [number, number] }, "5 × 7", 5, 7],
    ["a size of zero", { size: [0, 4] as [number, number] }, "0,4"],
    ["two means for three channels", { size: onePixel, mean: [1, 2] }, "mean"],
    ["a deviation of zero", { size: onePixel, std: [0] }, "above 0"],
    ["a mean that is no number", { size: onePixel, mean: [Number.NaN] }, "NaN"],
  ])("%s", async (_, image, shown, height: number | string = "height", width: number | string = "width") => {
    await expect(openOne("colour.png", image, imageInput(3, height, width))).rejects.toMatchObject({
      code: "bad-option",
      message: expect.stringContaining(shown),
    })
  })

  test.each([
    [imageInput(4, 8, 8), "shape-mismatch"],
    [[{ name: "x", type: "uint8", shape: [1, 3, 8, 8] }], "unsupported-dtype"],
  ])("a model's input that no image fits", async (input, code) => {
    await expect(openOne("colour.png", {}, input)).rejects.toMatchObject({ code })
  })

  test("an image that is smaller than the crop, or not of the model's size and not to be resized", async () => {
    for (const image of [{ size: "as they are", crop: [100, 100] }, { size: "as they are" }] as ImagePreprocessing[]) {
      const inputs = await openOne("colour.png", image, imageInput(3, 100, 100))
      await expect(inputs.batch(0, 1)).rejects.toMatchObject({
        code: "bad-shape",
        message: expect.stringContaining("colour.png"),
      })
    }
  })

  test("a broken image, by its path", async () => {
    const broken = folder.write("broken.jpeg", readFileSync(join(fixtures, "photo9.jpg")).subarray(0, 900))
    const path = folder.write("broken.txt", broken)
    const inputs = await openInputs({ path, image: { size: onePixel } }, imageInput(3, "height", "width"))
    await expect(inputs.batch(0, 1)).rejects.toMatchObject({
      code: "malformed",
      message: expect.stringContaining("broken.jpeg"),
    })
  })

  test("an image of few bytes that claims 400 million pixels", async () => {
    const bytes = greyPng(20_000, 20_000, deflateSync(Buffer.alloc(100)))
    await expect(decodeImage("bomb.png", bytes)).rejects.toMatchObject({
      code: "limit-exceeded",
      message: expect.stringContaining("bomb.png"),
    })
  })

  test("an image so long that its shorter side cannot be resized", async () => {
    const path = folder.write(
      "long.txt",
      folder.write("long.png", greyPng(60_000, 1, deflateSync(Buffer.alloc(60_001)))),
    )
    const image: ImagePreprocessing = { size: { shortestEdge: 224 }, crop: [8, 8] }
    const inputs = await openInputs({ path, image }, imageInput(3, 8, 8))
    await expect(inputs.batch(0, 1)).rejects.toMatchObject({
      code: "limit-exceeded",
      message: expect.stringContaining("224 × 13440000"),
    })
  })

  test.each([
    [{ do_pad: true }, "unsupported-format", "do_pad: true"],
    [{ do_flip_channel_order: true }, "unsupported-format", "do_flip_channel_order"],
    [{ size: { shortest_edge: 8, longest_edge: 9 } }, "unsupported-format", "longest_edge"],
    [{ size: 8, crop_pct: 0.9, image_processor_type: "PoolFormerImageProcessor" }, "unsupported-format", "crop_pct"],
    [{ size: 8, feature_extractor_type: "LevitFeatureExtractor" }, "unsupported-format", "Levit"],
    [{ size: 8, resample: 4 }, "unsupported-format", "resample: 4"],
    [{ size: "8" }, "malformed", "size"],
    [{ size: { height: 8 } }, "malformed", "size.width"],
    [{ size: 8, image_mean: 1 }, "malformed", "image_mean"],
    [{ size: 8, rescale_factor: "1/255" }, "malformed", "rescale_factor"],
  ])("a preprocessor_config.json of %j", async (config, code, shown) => {
    const preprocessor = folder.write("refused/preprocessor_config.json", JSON.stringify(config))
    const request = { path: list, model: { model: "m.onnx", preprocessor } }
    await expect(openInputs(request, imageInput(3, 8, 8))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(shown),
    })
  })
})

function greyPng(width: number, height: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body) >>> 0, 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
