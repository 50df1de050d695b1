import { pairQueue } from "./pair-queue.js"

/** Words as the pieces they consist of, each with how often it occurs. */
export interface Words {
  pieces: number[][]
  counts: readonly number[]
}

export interface PairCounts {
  /** The most frequent pair of neighbouring pieces; none when every word is one piece. */
  mostFrequent(): [left: number, right: number] | undefined
  /** Puts `joined` in the place of a pair wherever it occurs. Cost: of the words that it occurs in. */
  join(left: number, right: number, joined: number): void
}

/** More pieces than any vocabulary has. */
const mostPieces = 2 ** 26
const pairOf = (left: number, right: number) => left * mostPieces + right

/**
 * Counts the pairs of neighbouring pieces, and keeps the counts right while pairs are joined, as Hugging Face's trainer of byte
 * pair encodings does: where three of a kind stand together, the pairs that overlap count twice.
 */
export function countPairs({ pieces, counts }: Words): PairCounts {
  const pairs = new Map<number, number>()
  /** The words a pair occurs, or once occurred, in. */
  const places = new Map<number, number[]>()
  const queue = pairQueue()

  const add = (pair: number, word: number) => {
    pairs.set(pair, (pairs.get(pair) ?? 0) + counts[word])
    const words = places.get(pair)
    if (words === undefined) places.set(pair, [word])
    else if (words[words.length - 1] !== word) words.push(word)
  }
  const remove = (pair: number, word: number) => pairs.set(pair, (pairs.get(pair) ?? 0) - counts[word])
  const enqueue = (pair: number) => queue.push({ pair, count: pairs.get(pair) ?? 0 })

  pieces.forEach((word, at) => {
    for (let i = 1; i < word.length; i++) add(pairOf(word[i - 1], word[i]), at)
  })
  for (const pair of pairs.keys()) enqueue(pair)

  return {
    mostFrequent() {
      for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
        const count = pairs.get(top.pair) ?? 0
        if (top.count !== count) {
          if (count > 0) enqueue(top.pair)
        } else if (count > 0) return [Math.floor(top.pair / mostPieces), top.pair % mostPieces]
      }
      return undefined
    },
    join(left, right, joined) {
      const words = places.get(pairOf(left, right)) ?? []
      places.delete(pairOf(left, right))
      const appeared = new Set<number>()
      for (const at of words) {
        const word = pieces[at]
        for (let i = 0; i + 1 < word.length; i++) {
          if (word[i] !== left || word[i + 1] !== right) continue
          word.splice(i, 2, joined)
          if (i > 0) {
            remove(pairOf(word[i - 1], left), at)
            add(pairOf(word[i - 1], joined), at)
            appeared.add(pairOf(word[i - 1], joined))
          }
          if (i + 1 < word.length) {
            remove(pairOf(right, word[i + 1]), at)
            add(pairOf(joined, word[i + 1]), at)
            appeared.add(pairOf(joined, word[i + 1]))
          }
        }
      }
      appeared.forEach(enqueue)
    },
  }
}
