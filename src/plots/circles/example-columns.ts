import type { ActivationMatrix } from "../../activations.js"

/** Examples in columns: those of class 0 first, neighbours of like order in one column. */
export interface ExampleColumns {
  /** The examples of each column. */
  members: Int32Array[]
  /** Columns of class 0. */
  boundary: number
}

/**
 * Sorts examples by class, within a class by `order` (an angle, say; by their place in the data without it), and shares them
 * among at most `maximum` columns, each class in proportion to its size.
 */
export function exampleColumns(labels: ArrayLike<number>, maximum: number, order?: ArrayLike<number>): ExampleColumns {
  const classes = [0, 1].map((label) => {
    const members = Array.from(labels, (_, i) => i).filter((i) => labels[i] === label)
    return order === undefined ? members : members.sort((a, b) => order[a] - order[b] || a - b)
  })
  const share = Math.min(1, maximum / Math.max(labels.length, 1))
  const columns = classes.map((members) => inBlocks(members, Math.round(members.length * share)))
  return { members: columns.flat(), boundary: columns[0].length }
}

function inBlocks(members: number[], count: number): Int32Array[] {
  const blocks = Math.min(members.length, Math.max(1, count))
  const edge = (block: number) => Math.floor((block * members.length) / blocks)
  return Array.from({ length: blocks }, (_, block) => Int32Array.from(members.slice(edge(block), edge(block + 1))))
}

/** Mean activation of every neuron over the examples of each column. */
export function columnMeans(
  { examples, neurons, data }: ActivationMatrix,
  { members }: ExampleColumns,
): Float64Array[] {
  return Array.from({ length: neurons }, (_, neuron) =>
    Float64Array.from(members, (column) => {
      let sum = 0
      for (const example of column) sum += data[neuron * examples + example]
      return sum / column.length
    }),
  )
}

/** The angle of each point about the origin, in radians: an order that puts neighbours on a circle side by side. */
export function angles(inputs: ArrayLike<number>, features = 3): Float64Array {
  return Float64Array.from({ length: inputs.length / features }, (_, i) =>
    Math.atan2(inputs[i * features + 1], inputs[i * features]),
  )
}
