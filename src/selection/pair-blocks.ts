import type { Range } from "./scopes.js"

/** The pairs of different neurons between two layers, or within one, of a square matrix. */
export interface PairBlock {
  /** The layer that both neurons belong to; null where there are several. */
  within: number | null
  /** Pairs, those with a constant neuron included. */
  pairs: number
  /** Places in the matrix, row · side + column with row < column, of the pairs of which both neurons vary. */
  places: Float64Array
}

/**
 * Cuts the pairs of a matrix into blocks by their layers, given as ranges of rows. `constant`: 1 for each row that is.
 */
export function pairBlocks(layers: readonly Range[], constant: Uint8Array): PairBlock[] {
  return layers.flatMap((first, i) =>
    layers.slice(i).map((second, offset) => blockOf(first, second, offset === 0 ? i : null, constant)),
  )
}

/** All pairs of several blocks as one. */
export function joinBlocks(blocks: readonly PairBlock[]): PairBlock {
  const places = new Float64Array(blocks.reduce((sum, block) => sum + block.places.length, 0))
  let next = 0
  for (const block of blocks) {
    places.set(block.places, next)
    next += block.places.length
  }
  return { within: null, pairs: blocks.reduce((sum, block) => sum + block.pairs, 0), places }
}

function blockOf(first: Range, second: Range, within: number | null, constant: Uint8Array): PairBlock {
  const [height, width] = [first.end - first.start, second.end - second.start]
  const pairs = within === null ? height * width : (height * (height - 1)) / 2
  const places = new Float64Array(pairs)
  let varying = 0
  for (let row = first.start; row < first.end; row++) {
    if (constant[row] === 1) continue
    for (let column = within === null ? second.start : row + 1; column < second.end; column++) {
      if (constant[column] === 0) places[varying++] = row * constant.length + column
    }
  }
  return { within, pairs, places: places.slice(0, varying) }
}
