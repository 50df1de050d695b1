import { RoteError } from "../../errors.js"
import type { ImageLayout } from "./image-layout.js"
import type { ImagePreprocessing, ResampleFilter } from "./request.js"

/** What is done to each image, once all choices are made. */
export interface ImagePlan {
  size: NonNullable<ImagePreprocessing["size"]>
  filter: ResampleFilter
  /** Of what the model gets. */
  height: number
  width: number
  /** Whether that is cut out of a larger image. */
  cropped: boolean
  /** A channel's pixel becomes pixel × scale[channel] + offset[channel]. */
  scale: number[]
  offset: number[]
}

/**
 * @throws RoteError `bad-option` for a choice that is missing, impossible, or in conflict with the sizes the model takes
 */
export function imagePlan(asked: ImagePreprocessing, layout: ImageLayout, input: string): ImagePlan {
  const { size = modelSize(layout), crop, filter = "bilinear", scale = 1 / 255 } = asked
  if (size === undefined) throw noSize(input)
  const [height, width] = finalSize(size, crop, layout, input)
  const mean = perChannel("mean", asked.mean ?? [0], layout, input)
  const std = perChannel("std", asked.std ?? [1], layout, input)
  if (!(std.every((each) => each > 0) && Number.isFinite(scale))) {
    throw new RoteError("bad-option", {
      input,
      expected: "a finite scale and std above 0",
      found: `${scale} and ${std}`,
    })
  }
  return {
    size,
    filter,
    height,
    width,
    cropped: crop !== undefined,
    scale: std.map((each) => scale / each),
    offset: std.map((each, channel) => -mean[channel] / each),
  }
}

function modelSize({ height, width }: ImageLayout): [number, number] | undefined {
  return height === undefined || width === undefined ? undefined : [height, width]
}

function noSize(input: string): RoteError {
  return new RoteError("bad-option", {
    input,
    expected: "a size for the images, since the model takes any",
    found: "none",
    hint: "give the size the model was trained on, as in --size 224",
  })
}

function finalSize(
  size: ImagePlan["size"],
  crop: ImagePreprocessing["crop"],
  layout: ImageLayout,
  input: string,
): [number, number] {
  checkSides(size, crop, input)
  const made = crop ?? (Array.isArray(size) ? size : modelSize(layout))
  if (made === undefined) throw noSize(input)
  const { height = made[0], width = made[1] } = layout
  if (made[0] === height && made[1] === width) return made
  throw new RoteError("bad-option", {
    input,
    expected: `images of ${height} × ${width} (height × width), as the model takes them`,
    found: `${made[0]} × ${made[1]} asked for`,
  })
}

function checkSides(size: ImagePlan["size"], crop: ImagePreprocessing["crop"], input: string): void {
  const resized = Array.isArray(size)
    ? size
    : typeof size === "object"
      ? [size.shortestEdge, size.shortestEdge]
      : undefined
  const sides = [...(resized ?? []), ...(crop ?? [])]
  if (!sides.every((side) => Number.isInteger(side) && side > 0 && side <= largestSide)) {
    throw new RoteError("bad-option", { input, expected: `sides from 1 to ${largestSide} pixels`, found: `${sides}` })
  }
}

/** More than any model takes; keeps a mistyped size from asking for all memory. */
const largestSide = 8192

function perChannel(name: string, numbers: readonly number[], { channels }: ImageLayout, input: string): number[] {
  if (numbers.every(Number.isFinite)) {
    if (numbers.length === 1) return Array.from({ length: channels }, () => numbers[0])
    if (numbers.length === channels) return [...numbers]
  }
  throw new RoteError("bad-option", {
    input,
    expected: `${name} as one number, or ${channels} for the model's channels`,
    found: `${numbers}`,
  })
}
