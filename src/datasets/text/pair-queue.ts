/** A pair of neighbouring pieces, and how often it occurs. */
export interface CountedPair {
  /** A number that orders pairs by their pieces. */
  pair: number
  count: number
}

export interface PairQueue {
  push(entry: CountedPair): void
  /** Takes out the most frequent pair, among equals the one whose pieces came first. */
  pop(): CountedPair | undefined
}

/** A binary heap. */
export function pairQueue(): PairQueue {
  const heap: CountedPair[] = []
  return {
    push(entry) {
      let at = heap.push(entry) - 1
      while (at > 0) {
        const above = (at - 1) >> 1
        if (!isBefore(entry, heap[above])) break
        heap[at] = heap[above]
        at = above
      }
      heap[at] = entry
    },
    pop() {
      const [first] = heap
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) sink(heap, last)
      return first
    },
  }
}

/** Puts an entry in the place of the first, and below those that go before it. */
function sink(heap: CountedPair[], entry: CountedPair): void {
  let at = 0
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && isBefore(heap[below + 1], heap[below])) below++
    if (!isBefore(heap[below], entry)) break
    heap[at] = heap[below]
    at = below
  }
  heap[at] = entry
}

function isBefore(a: CountedPair, b: CountedPair): boolean {
  return a.count > b.count || (a.count === b.count && a.pair < b.pair)
}
