/**
 * The example that each row of captured activations comes from, by the rows that each example gave: as a capture
 * records them, absent where all gave one.
 */
export function examplesOfRows(counts: readonly number[] | undefined, examples: number): Int32Array {
  if (counts === undefined) return new Int32Array(examples).map((_, example) => example)
  const rows = new Int32Array(counts.reduce((sum, count) => sum + count, 0))
  let row = 0
  for (const [example, count] of counts.entries()) {
    rows.fill(example, row, row + count)
    row += count
  }
  return rows
}

/** How many rows each of the examples has; undefined where each has one. */
export function rowsOfExamples(rows: Int32Array, examples: number): number[] | undefined {
  const counts = new Array<number>(examples).fill(0)
  for (const example of rows) counts[example] += 1
  return counts.every((count) => count === 1) ? undefined : counts
}
