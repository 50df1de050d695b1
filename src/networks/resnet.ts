import { nn, numpy as np } from "@jax-js/jax"
import { normals, type Random } from "../random.js"
import { batchNorm, batchNormStatistics, initialBatchNorm } from "./batch-norm.js"
import { convolve, maxPool, type Window } from "./convolution.js"
import { initialLinear, linear } from "./linear.js"
import type { HostArray, HostArrays, NamedArrays, Network } from "./network.js"

export interface ResNetOptions {
  /** Of the images, in pixels. */
  channels: number
  height: number
  width: number
  classes: number
  /** Channels of the first stage; the others have 2, 4 and 8 times as many (64). */
  base?: number
  /**
   * How an image is taken in: by a 7 × 7 convolution of stride 2 and a max pool of stride 2, or, as is usual for small
   * images, by a 3 × 3 convolution alone ("small" for images up to 64 pixels high and wide).
   */
  stem?: "imagenet" | "small"
}

interface Convolution extends Window {
  /** Of its weights, and of the batch norm after it. */
  name: string
  norm: string
  inputs: number
  outputs: number
}

interface Block {
  name: string
  first: Convolution
  second: Convolution
  /** Where the block changes the shape of what goes around it. */
  projection?: Convolution
}

const pool: Window = { size: 3, stride: 2, padding: 1 }

/**
 * ResNet-18 (He et al. 2016): a stem, four stages of two basic blocks, the mean over space and a linear layer. Inputs are
 * channel after channel, each row by row. Parameters have the names, layouts and first values of torchvision's `resnet18`,
 * without its counters of batches. Points, averaged over space, one neuron per channel: `layer1.0.pre` (the first block of
 * the first stage before its last rectifier), `layer1.0.post` (after it) …
 */
export function resnet18(options: ResNetOptions): Network {
  const { channels, height, width, classes, base = 64 } = options
  const small = (options.stem ?? (Math.max(height, width) <= 64 ? "small" : "imagenet")) === "small"
  const stem: Convolution = {
    ...{ name: "conv1", norm: "bn1", inputs: channels, outputs: base },
    ...(small ? { size: 3, stride: 1, padding: 1 } : { size: 7, stride: 2, padding: 3 }),
  }
  const blocks = [1, 2, 3, 4].flatMap((stage) => stageBlocks(stage, base))
  const convolutions = [
    stem,
    ...blocks.flatMap(({ first, second, projection }) => [first, second, projection ?? []]),
  ].flat()
  const last = 8 * base
  return {
    features: channels * height * width,
    classes,
    points: blocks.flatMap(({ name, second }) => [
      { name: `${name}.pre`, neurons: second.outputs },
      { name: `${name}.post`, neurons: second.outputs },
    ]),
    statistics: convolutions.flatMap(({ norm }) => batchNormStatistics(norm)),
    initialise(random) {
      const parameters: HostArrays = {}
      for (const convolution of convolutions) {
        parameters[`${convolution.name}.weight`] = kaimingNormal(convolution, random)
        Object.assign(parameters, initialBatchNorm(convolution.norm, convolution.outputs))
      }
      return Object.assign(parameters, initialLinear("fc", last, classes, random))
    },
    forward(parameters, inputs, training) {
      training?.key.dispose()
      const activations: NamedArrays = {}
      const statistics: NamedArrays = {}
      const normedConvolution = (images: np.Array, convolution: Convolution) => {
        const found = convolve(images, parameters[`${convolution.name}.weight`], convolution)
        const { normed, statistics: next } = batchNorm(found, parameters, convolution.norm, training !== undefined)
        Object.assign(statistics, next)
        return normed
      }
      const stemmed = nn.relu(normedConvolution(examplesLast(inputs, [channels, height, width]), stem))
      let images = small ? stemmed : maxPool(stemmed, pool)
      for (const { name, first, second, projection } of blocks) {
        const around = projection === undefined ? images.ref : normedConvolution(images.ref, projection)
        const before = normedConvolution(nn.relu(normedConvolution(images, first)), second).add(around)
        images = nn.relu(before.ref)
        activations[`${name}.pre`] = meanOverSpace(before)
        activations[`${name}.post`] = meanOverSpace(images.ref)
      }
      return { logits: linear(meanOverSpace(images), parameters, "fc"), activations, statistics }
    },
  }
}

function stageBlocks(stage: number, base: number): Block[] {
  const outputs = base * 2 ** (stage - 1)
  return [0, 1].map((index) => {
    const name = `layer${stage}.${index}`
    const halves = stage > 1 && index === 0
    const inputs = halves ? outputs / 2 : outputs
    const stride = halves ? 2 : 1
    return {
      name,
      first: { name: `${name}.conv1`, norm: `${name}.bn1`, inputs, outputs, size: 3, stride, padding: 1 },
      second: { name: `${name}.conv2`, norm: `${name}.bn2`, inputs: outputs, outputs, size: 3, stride: 1, padding: 1 },
      ...(halves && {
        projection: {
          ...{ name: `${name}.downsample.0`, norm: `${name}.downsample.1` },
          ...{ inputs, outputs, size: 1, stride, padding: 0 },
        },
      }),
    }
  })
}

/** examples × features as channels × height × width × examples. */
function examplesLast(inputs: np.Array, shape: number[]): np.Array {
  const [examples] = inputs.shape
  // The factor makes jax-js lay the values down in their new order: a mere view would be read across, value by value.
  return np
    .transpose(inputs)
    .reshape([...shape, examples])
    .mul(np.array([1]))
}

/** channels × height × width × examples to examples × channels. */
function meanOverSpace(images: np.Array): np.Array {
  return np.transpose(np.mean(images, [1, 2]))
}

/** Normal with variance 2 / (outputs · size²) (He et al. 2015, fan out). */
function kaimingNormal({ inputs, outputs, size }: Convolution, random: Random): HostArray {
  const normal = normals(random)
  const deviation = Math.sqrt(2 / (outputs * size * size))
  const data = Float32Array.from({ length: outputs * inputs * size * size }, () => deviation * normal())
  return { shape: [outputs, inputs, size, size], data }
}
