/** Two clusters that became one. Clusters are numbered: the rows of the matrix first, then the merges in their order. */
export interface Merge {
  first: number
  second: number
  /** Mean mutual information between the two, over all pairs of a row of one and a row of the other. */
  similarity: number
}

/**
 * Rows of a mutual information matrix, next to those they share most with: the leaves of `averageLinkage`, where every two
 * clusters that merge are turned so that the ends that meet share most. Ties go to the earlier row: the same order every time.
 *
 * @param values size × size, symmetric, row by row; its diagonal is not looked at. NaN and −∞ count as 0
 * @returns every row once. Cost: time and memory of `averageLinkage`
 */
export function clusterOrder(values: ArrayLike<number>, size: number): Int32Array {
  const turned = turnedMerges(averageLinkage(values, size), values, size)
  const order = new Int32Array(size)
  const waiting = size === 0 ? [] : [{ cluster: size + turned.length - 1, reversed: false }]
  let placed = 0
  while (waiting.length > 0) {
    const { cluster, reversed } = waiting.pop()!
    if (cluster < size) order[placed++] = cluster
    else {
      const parts = turned[cluster - size].map((part) => ({ ...part, reversed: part.reversed !== reversed }))
      waiting.push(...(reversed ? parts : parts.reverse()))
    }
  }
  return order[0] <= order[size - 1] ? order : order.reverse()
}

/**
 * Hierarchical clustering by average linkage (UPGMA), mutual information as the similarity, by the nearest-neighbour chain: from
 * a cluster to its most similar one and on, until two are each other's; these merge. For this linkage it gives the tree that
 * merging the most similar two of all would give, though not in that order (Müllner 2011, "Modern hierarchical, agglomerative
 * clustering algorithms", arXiv:1109.2378; the chain is Benzécri's and Juan's, 1982).
 * Cost: time O(size²); memory: the matrix once more, in float64.
 */
export function averageLinkage(values: ArrayLike<number>, size: number): Merge[] {
  const similarity = similarities(values, size)
  const clusterIn = Int32Array.from({ length: size }, (_, slot) => slot)
  const members = new Int32Array(size).fill(1)
  const merges: Merge[] = []
  const chain: number[] = []
  let slots = clusterIn.slice()
  while (slots.length > 1) {
    if (chain.length === 0) chain.push(slots[0])
    const tip = chain[chain.length - 1]
    const before = chain.at(-2)
    const nearest = mostSimilar(similarity.subarray(tip * size, (tip + 1) * size), slots, before)
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    const [kept, gone] = [Math.min(tip, nearest), Math.max(tip, nearest)]
    merges.push({ first: clusterIn[kept], second: clusterIn[gone], similarity: similarity[kept * size + gone] })
    slots = slots.filter((slot) => slot !== gone)
    join(similarity, size, slots, members, kept, gone)
    clusterIn[kept] = size + merges.length - 1
  }
  return merges
}

/** No cluster is similar to itself, so that nobody has to step around the diagonal. */
function similarities(values: ArrayLike<number>, size: number): Float64Array {
  const none = Number.NEGATIVE_INFINITY
  const similarity = new Float64Array(size * size)
  // Not by `from`, which takes tens of nanoseconds for a value.
  for (let pair = 0; pair < similarity.length; pair++) {
    const value = values[pair]
    similarity[pair] = Number.isNaN(value) || value === none ? 0 : value
  }
  for (let i = 0; i < size; i++) similarity[i * size + i] = none
  return similarity
}

/** The first of the most similar; `preferred` where none is more similar, or the chain would go round in circles. */
function mostSimilar(row: Float64Array, slots: Int32Array, preferred: number | undefined): number {
  let nearest = preferred ?? -1
  let most = preferred === undefined ? Number.NEGATIVE_INFINITY : row[preferred]
  for (let i = 0; i < slots.length; i++) {
    if (row[slots[i]] > most) {
      nearest = slots[i]
      most = row[nearest]
    }
  }
  return nearest
}

/** Puts the cluster of slot `gone`, which is none of `slots` any more, into that of `kept`. */
function join(
  similarity: Float64Array,
  size: number,
  slots: Int32Array,
  members: Int32Array,
  kept: number,
  gone: number,
): void {
  const all = members[kept] + members[gone]
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]
    if (slot === kept) continue
    const a = similarity[kept * size + slot]
    const b = similarity[gone * size + slot]
    // Rounding must not make the mean exceed both: what the chain has passed by would be the nearest again.
    const mean = Math.min((members[kept] * a + members[gone] * b) / all, Math.max(a, b))
    similarity[kept * size + slot] = mean
    similarity[slot * size + kept] = mean
  }
  members[kept] = all
}

interface TurnedPart {
  cluster: number
  reversed: boolean
}

/** The two parts of each merge from first to last leaf, each reversed or not. */
function turnedMerges(merges: Merge[], values: ArrayLike<number>, size: number): [TurnedPart, TurnedPart][] {
  const ends: [number, number][] = Array.from({ length: size }, (_, row) => [row, row])
  return merges.map(({ first, second }) => {
    const [a, b] = [ends[first], ends[second]]
    let turned = { a: false, b: false, shared: Number.NEGATIVE_INFINITY }
    for (const turn of [false, true]) {
      for (const turnOther of [false, true]) {
        const shared = values[a[turn ? 0 : 1] * size + b[turnOther ? 1 : 0]]
        if (shared > turned.shared) turned = { a: turn, b: turnOther, shared }
      }
    }
    ends.push([a[turned.a ? 1 : 0], b[turned.b ? 0 : 1]])
    return [
      { cluster: first, reversed: turned.a },
      { cluster: second, reversed: turned.b },
    ]
  })
}
