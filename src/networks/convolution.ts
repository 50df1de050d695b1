import { lax, numpy as np } from "@jax-js/jax"

/** How a window moves over an image; the same in both directions. */
export interface Window {
  size: number
  stride: number
  /** Zeros put around the image. */
  padding: number
}

/** Rows, or columns, that are left of `length`. */
export function outputLength(length: number, { size, stride, padding }: Window): number {
  return Math.floor((length + 2 * padding - size) / stride) + 1
}

/**
 * Correlates `images` (channels × height × width × examples) with `weight` (outputs × channels × size × size) and gives
 * outputs × height × width × examples. Consumes both.
 *
 * jax-js runs products of matrices as vector code and windows, with their padding, as scalar code, twenty times slower. So
 * everything here is a product: matrices of zeros and ones take the rows of the window apart before the weights are applied
 * and move its columns together after. They lose no precision, they cost (height + width) · size multiplications per value
 * beside the outputs · size² of the weights, and examples come last so that neighbours in memory are treated alike. Fastest
 * where the number of examples divides by four.
 */
export function convolve(images: np.Array, weight: np.Array, window: Window): np.Array {
  const [channels, height, width, examples] = images.shape
  const [outputs] = weight.shape
  const { size } = window
  const [rows, columns] = [outputLength(height, window), outputLength(width, window)]
  const taken = takeRows(images, window).reshape([1, channels * size, rows * width * examples])
  const moved = bands(width, window).flatMap((band, column) => {
    if (!band.includes(1)) return []
    const weights = weight.ref.slice([], [], [], column).reshape([outputs, channels * size])
    const weighted = product(weights, taken.ref).reshape([outputs * rows, width, examples])
    return [product(np.array(band, { shape: [columns, width] }), weighted)]
  })
  weight.dispose()
  taken.dispose()
  return moved.reduce((sum, part) => sum.add(part)).reshape([outputs, rows, columns, examples])
}

/** Largest value in each window of images without negative values. Consumes its argument. */
export function maxPool(images: np.Array, window: Window): np.Array {
  const [channels, height, width, examples] = images.shape
  const { size } = window
  const [rows, columns] = [outputLength(height, window), outputLength(width, window)]
  const overRows = np.max(takeRows(images, window).reshape([channels, size, rows * width * examples]), 1)
  const matrix = np.array(bands(width, window).flat(), { shape: [size * columns, width] })
  const taken = product(matrix, overRows.reshape([channels * rows, width, examples]))
  const overColumns = np.max(taken.reshape([channels * rows, size, columns * examples]), 1)
  return overColumns.reshape([channels, rows, columns, examples])
}

/** channels × size × output rows × (width · examples): for each row of the window, what it sees as it moves down. */
function takeRows(images: np.Array, window: Window): np.Array {
  const [channels, height, width, examples] = images.shape
  const matrix = np.array(bands(height, window).flat(), {
    shape: [window.size * outputLength(height, window), height],
  })
  return product(matrix, images.reshape([channels, height, width * examples]))
}

/**
 * matrix (rows × inner) times each of `values` (batch × inner × others): batch × rows × others. As a convolution of one tap,
 * since its gradient, unlike that of matmul, lies in memory as the values do. The dilation of the one tap means nothing to
 * it; the gradient by the matrix, which strides by it, is found without windows.
 */
function product(matrix: np.Array, values: np.Array): np.Array {
  const dilation = { rhsDilation: [values.shape[2]] }
  return lax.convGeneralDilated(values, matrix.reshape([...matrix.shape, 1]), [1], [[0, 0]], dilation)
}

/** For each place in the window a matrix, outputs × length row by row, with a one where it sees a value. */
function bands(length: number, window: Window): number[][] {
  const outputs = outputLength(length, window)
  return Array.from({ length: window.size }, (_, place) =>
    Array.from({ length: outputs * length }, (_, i) => {
      const seen = Math.floor(i / length) * window.stride + place - window.padding
      return seen === i % length ? 1 : 0
    }),
  )
}
