/** Maps items in order, with at most `most` of them under way at once; begins no other once one has failed. */
export async function mapInParallel<T, R>(
  items: readonly T[],
  most: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  const work = async () => {
    while (next < items.length) {
      const index = next++
      try {
        results[index] = await map(items[index])
      } catch (error) {
        next = items.length
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work))
  return results
}
