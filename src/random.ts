/** A source of uniform numbers in [0, 1). */
export type Random = () => number

/**
 * Seeded uniform numbers in [0, 1): sfc32 (Doty-Humphrey), 53 bits per draw.
 * The same seed gives the same sequence on every platform.
 */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = Math.trunc(seed) | 0
  let counter = Math.trunc(seed / 4294967296) | 1
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return t >>> 0
  }
  for (let warm = 0; warm < 16; warm++) next()
  return () => (next() * 2097152 + (next() >>> 11)) / 9007199254740992
}

/** Standard normal numbers from a uniform source (Box and Muller 1958). */
export function normals(random: Random): Random {
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

/** `count` of the integers 0 … population − 1 drawn without replacement, in increasing order. */
export function sampleIndices(population: number, count: number, random: Random): Int32Array {
  const pool = Int32Array.from({ length: population }, (_, i) => i)
  const drawn = Math.min(count, population)
  for (let i = 0; i < drawn; i++) {
    const j = i + Math.floor(random() * (population - i))
    const swapped = pool[i]
    pool[i] = pool[j]
    pool[j] = swapped
  }
  return pool.slice(0, drawn).sort()
}

/** The integers 0 … length − 1 in random order. */
export function permutation(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const swapped = order[i]
    order[i] = order[j]
    order[j] = swapped
  }
  return order
}
