import { RoteError } from "../../errors.js"
import type { TensorInfo } from "../runtime/session.js"
import { tensorList } from "./tensor-list.js"

/** How a model takes images. */
export interface ImageLayout {
  /** Name of the input. */
  input: string
  channels: 1 | 3
  channelsLast: boolean
  /** Where the model takes no other. */
  height?: number
  width?: number
}

/** Whether a model's input is images: one tensor of four axes. */
export function takesImages(inputs: readonly TensorInfo[]): boolean {
  return inputs.length === 1 && inputs[0].shape.length === 4
}

/**
 * Channels come first unless the last axis alone can be channels, and are red, green and blue where their number is free.
 * @throws RoteError `shape-mismatch` for a number of channels that no image has, `unsupported-dtype` for other than floats
 */
export function imageLayout(tensor: TensorInfo): ImageLayout {
  const { name, type, shape } = tensor
  if (!/^float(16|32|64)$/.test(type)) {
    throw new RoteError("unsupported-dtype", {
      expected: "images as floating-point numbers",
      found: tensorList([tensor]),
      hint: "give them as an array in a .npy file",
    })
  }
  const channelsLast = isChannels(shape[3]) && !isChannels(shape[1])
  const [channels, height, width] = channelsLast ? [shape[3], shape[1], shape[2]] : shape.slice(1)
  if (typeof channels === "number" && !isChannels(channels)) {
    throw new RoteError("shape-mismatch", {
      expected: "images of 1 or 3 channels",
      found: tensorList([tensor]),
      hint: "give them as an array in a .npy file",
    })
  }
  return {
    input: name,
    channels: channels === 1 ? 1 : 3,
    channelsLast,
    ...(typeof height === "number" ? { height } : {}),
    ...(typeof width === "number" ? { width } : {}),
  }
}

function isChannels(length: number | string): length is 1 | 3 {
  return length === 1 || length === 3
}
