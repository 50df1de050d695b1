import type { Values } from "../activations.js"
import type { Layout } from "./layout.js"

/** Takes an array's values in the order they are stored, in blocks of any length. */
export type Placer = (values: Values) => void

/**
 * Lays values out neuron by neuron in `target` (neuron j of example i at j × examples + i) and reduces the middle
 * axes on the way. A mean is summed in float64. Nothing is held beyond one row of sums.
 */
export function placer(layout: Layout, target: Values): Placer {
  const { examples, middle, neurons, width, fortran, rule } = layout
  const middleLength = middle.reduce((product, axis) => product * axis, 1)
  if (middleLength === 1 && (fortran || neurons === 1)) return inOrder(target)
  if (fortran) return runs(examples, fortranRule(layout, middleLength, target))
  if (middleLength === 1 || rule === "flatten") return transposed(examples, neurons, target)
  return runs(width, rowRule(layout, middleLength, target))
}

function inOrder(target: Values): Placer {
  let position = 0
  return (values) => {
    target.set(values, position)
    position += values.length
  }
}

/** Sixteen columns of a block share the cache lines they read; each is then written in one run. */
const tileColumns = 16

function transposed(examples: number, neurons: number, target: Values): Placer {
  let example = 0
  let neuron = 0
  return (values) => {
    let taken = 0
    while (taken < values.length) {
      const rows = neuron === 0 ? Math.floor((values.length - taken) / neurons) : 0
      if (rows > 0) {
        transposeRows(values, taken, rows, neurons, target, example, examples)
        taken += rows * neurons
        example += rows
      } else {
        target[neuron * examples + example] = values[taken++]
        if (++neuron === neurons) {
          neuron = 0
          example++
        }
      }
    }
  }
}

function transposeRows(
  values: Values,
  start: number,
  rows: number,
  neurons: number,
  target: Values,
  example: number,
  examples: number,
): void {
  for (let tile = 0; tile < neurons; tile += tileColumns) {
    const tileEnd = Math.min(tile + tileColumns, neurons)
    for (let neuron = tile; neuron < tileEnd; neuron++) {
      let from = start + neuron
      let to = neuron * examples + example
      for (let row = 0; row < rows; row++) {
        target[to++] = values[from]
        from += neurons
      }
    }
  }
}

/** What is done with a stretch of a run: its values from index `offset` of run number `run`. */
type RunRule = (run: number, offset: number, values: Values) => void

/** Cuts the stream at multiples of `length`, the stretch over which the fastest axis goes once round. */
function runs(length: number, place: RunRule): Placer {
  let run = 0
  let offset = 0
  return (values) => {
    let taken = 0
    while (taken < values.length) {
      const stretch = Math.min(length - offset, values.length - taken)
      place(run, offset, values.subarray(taken, taken + stretch))
      taken += stretch
      offset += stretch
      if (offset === length) {
        offset = 0
        run++
      }
    }
  }
}

/** Row order: a run is one example's values at one place of the middle axes, neuron after neuron. */
function rowRule({ examples, width, rule }: Layout, middleLength: number, target: Values): RunRule {
  const scatter = (example: number, offset: number, values: ArrayLike<number>) => {
    for (let i = 0; i < values.length; i++) target[(offset + i) * examples + example] = values[i]
  }
  if (rule === "cls") {
    return (run, offset, values) => {
      if (run % middleLength === 0) scatter(Math.floor(run / middleLength), offset, values)
    }
  }
  return means(width, middleLength, (run, mean) => scatter(Math.floor(run / middleLength), 0, mean))
}

/** Column order: a run is one neuron's values at one place of the middle axes, example after example. */
function fortranRule({ examples, middle, width, rule }: Layout, middleLength: number, target: Values): RunRule {
  const neuronOf = (run: number) => Math.floor(run / middleLength)
  if (rule === "cls") {
    return (run, offset, values) => {
      if (run % middleLength === 0) target.set(values, neuronOf(run) * examples + offset)
    }
  }
  if (rule === "mean") return means(examples, middleLength, (run, mean) => target.set(mean, neuronOf(run) * examples))
  return (run, offset, values) => {
    const neuron = rowOrder(run % middleLength, middle) * width + neuronOf(run)
    target.set(values, neuron * examples + offset)
  }
}

function means(length: number, middleLength: number, place: (run: number, mean: Float64Array) => void): RunRule {
  const sums = new Float64Array(length)
  return (run, offset, values) => {
    for (let i = 0; i < values.length; i++) sums[offset + i] += values[i]
    const isLast = run % middleLength === middleLength - 1 && offset + values.length === length
    if (!isLast) return
    for (let i = 0; i < length; i++) sums[i] /= middleLength
    place(run, sums)
    sums.fill(0)
  }
}

/** Position in row order (last axis fastest) of the entry at `position` in column order (first axis fastest). */
function rowOrder(position: number, axes: readonly number[]): number {
  let rest = position
  let row = 0
  let stride = axes.reduce((product, axis) => product * axis, 1)
  for (const axis of axes) {
    stride /= axis
    row += (rest % axis) * stride
    rest = Math.floor(rest / axis)
  }
  return row
}
