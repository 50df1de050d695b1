import { RoteError } from "../../errors.js"
import { readJsonObject } from "../../readers/text/json-file.js"
import { isObject, type JsonObject } from "../../readers/text/json-object.js"
import type { ImagePreprocessing, ResampleFilter } from "./request.js"

/** Pillow's numbers of its filters. */
const filters: Record<number, ResampleFilter> = { 1: "lanczos", 2: "bilinear", 3: "bicubic" }

/** Steps that change what a model sees and that are not done here, where they are true. */
const otherSteps = [
  "do_align_long_axis",
  "do_color_quantize",
  "do_flip_channel_order",
  "do_pad",
  "do_thumbnail",
  "rescale_offset",
]

/** Kinds that read one number as the length of the shorter side; the others read it as both sides. */
const byShorterSide = /^(CLIP|ChineseCLIP|ConvNext|MobileNetV[12])/

/** Below this ConvNext resizes to more than it keeps. */
const convNextWhole = 384

/**
 * Reads a Hugging Face preprocessor_config.json: what its image processor does to an image, in its own order.
 * @throws RoteError `io`, `malformed`, `unsupported-format` for a step that is not done here
 */
export async function readPreprocessorConfig(path: string): Promise<ImagePreprocessing> {
  const config = await readJsonObject(path)
  const kind = String(config.image_processor_type ?? config.feature_extractor_type ?? "")
  refuseOtherSteps(path, config, kind)
  return { ...sizes(path, config, kind), ...filterOf(path, config), ...values(path, config) }
}

function refuseOtherSteps(path: string, config: JsonObject, kind: string): void {
  const step = otherSteps.find((name) => config[name] === true)
  if (step !== undefined) throw unsupported(path, `${step}: true`)
  if (kind.startsWith("Levit")) throw unsupported(path, kind)
  if ("crop_pct" in config && !kind.startsWith("ConvNext")) throw unsupported(path, `crop_pct of ${kind}`)
}

function sizes(path: string, config: JsonObject, kind: string): Pick<ImagePreprocessing, "size" | "crop"> {
  if (kind.startsWith("ConvNext") && config.do_resize !== false) return convNextSizes(path, config)
  const crop = config.do_center_crop === true ? { crop: bothSides(path, config, "crop_size") } : {}
  if (config.do_resize === false) return { size: "as they are", ...crop }
  const { size } = config
  if (typeof size === "number" && byShorterSide.test(kind)) return { size: { shortestEdge: size }, ...crop }
  if (isObject(size) && "shortest_edge" in size) return { size: shorterSide(path, size), ...crop }
  return { ...(size === undefined ? {} : { size: bothSides(path, config, "size") }), ...crop }
}

function shorterSide(path: string, size: JsonObject): { shortestEdge: number } {
  if ("longest_edge" in size) throw unsupported(path, "a size with longest_edge")
  return { shortestEdge: sideOf(path, "size.shortest_edge", size.shortest_edge) }
}

function convNextSizes(path: string, config: JsonObject): Pick<ImagePreprocessing, "size" | "crop"> {
  const { size, crop_pct: share = 224 / 256 } = config
  const side = sideOf(path, "size.shortest_edge", isObject(size) ? size.shortest_edge : size)
  if (side >= convNextWhole) return { size: [side, side] }
  if (typeof share !== "number" || !(share > 0)) throw wrong(path, "crop_pct", "a number above 0", share)
  return { size: { shortestEdge: Math.trunc(side / share) }, crop: [side, side] }
}

function bothSides(path: string, config: JsonObject, key: string): [number, number] {
  const value = config[key]
  if (typeof value === "number") return [sideOf(path, key, value), sideOf(path, key, value)]
  if (!isObject(value)) throw wrong(path, key, "a number, or height and width", value)
  return [sideOf(path, `${key}.height`, value.height), sideOf(path, `${key}.width`, value.width)]
}

function sideOf(path: string, key: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value
  throw wrong(path, key, "a whole number above 0", value)
}

function filterOf(path: string, config: JsonObject): Pick<ImagePreprocessing, "filter"> {
  const number = config.resample
  if (number === undefined || number === null || config.do_resize === false) return {}
  const filter = typeof number === "number" ? filters[number] : undefined
  if (filter === undefined) throw unsupported(path, `resample: ${JSON.stringify(number)}`)
  return { filter }
}

function values(path: string, config: JsonObject): Pick<ImagePreprocessing, "scale" | "mean" | "std"> {
  const normalised = config.do_normalize !== false && config.image_mean !== undefined
  return {
    scale: scaleOf(path, config),
    ...(normalised ? { mean: numbers(path, config, "image_mean"), std: numbers(path, config, "image_std") } : {}),
  }
}

function scaleOf(path: string, config: JsonObject): number {
  if (config.do_rescale === false) return 1
  const factor = config.rescale_factor ?? 1 / 255
  if (typeof factor !== "number") throw wrong(path, "rescale_factor", "a number", factor)
  return factor
}

function numbers(path: string, config: JsonObject, key: string): number[] {
  const value = config[key]
  if (Array.isArray(value) && value.every((each) => typeof each === "number")) return value
  throw wrong(path, key, "a list of numbers", value)
}

function wrong(input: string, key: string, expected: string, found: unknown): RoteError {
  return new RoteError("malformed", {
    input,
    expected: `${key} as ${expected}`,
    found: JSON.stringify(found) ?? "none",
  })
}

function unsupported(input: string, found: string): RoteError {
  return new RoteError("unsupported-format", {
    input,
    expected: "images resized, cropped, rescaled and normalised",
    found,
    hint: "preprocess them in Python and give them as an array in a .npy file",
  })
}
