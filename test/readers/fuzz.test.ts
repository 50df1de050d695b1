import { readFileSync } from "node:fs"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type * as Readers from "#src/readers/index.js"
import { countAllocations } from "./allocations.js"
import { type Mutation, mutate, mutatedFile } from "./mutations.js"
import { fixturePath, npy } from "./support.js"
import { zipArchive } from "./zip-archive.js"

const runs = 20_000
const maxBytes = 2 ** 20
/** Sixteen times the limit given: what is read, unpacked, decoded and placed, and a decoder's own tables. */
const mostAllocated = 16 * maxBytes

let parseActivations: typeof Readers.parseActivations
let RoteError: typeof import("#src/errors.js").RoteError
let allocations: ReturnType<typeof countAllocations>

// The readers are loaded once the constructors count, so that their libraries take the counting ones.
beforeAll(async () => {
  allocations = countAllocations()
  ;({ parseActivations } = await import("#src/readers/index.js"))
  ;({ RoteError } = await import("#src/errors.js"))
})

afterAll(() => allocations.restore())

interface Corpus {
  extension: string
  files: Uint8Array[]
  tokens: string[]
  /** Makes a file of the mutated bytes, where these are only a part of it. */
  wrap?: (bytes: Uint8Array) => Uint8Array
}

const formats = (...names: string[]) =>
  names.map((name) => new Uint8Array(readFileSync(fixturePath(`formats/${name}`))))
const small = [npy([3, 2], [1, 2, 3, 4, 5, 6]), npy([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8], { type: "f8", fortran: true })]

const corpora: Record<string, Corpus> = {
  npy: {
    extension: "npy",
    files: [
      ...small,
      npy([4], [1, 0, 1, 1], { type: "b1" }),
      npy([2], [1, 2], { type: "i8" }),
      ...formats("odd_header_f4.npy", "version2_f4.npy"),
    ],
    tokens: [
      "'<f8'",
      "'>f2'",
      "'|O'",
      "True",
      "(2,)",
      "(3, 2)",
      "-1",
      "99999999999999999999",
      "}",
      "'shape'",
      "[",
      "\\",
    ],
  },
  "npz, the archive": {
    extension: "npz",
    files: [
      zipArchive([
        { name: "a.npy", bytes: small[0] },
        { name: "b.npy", bytes: npy([3], [7, 8, 9]), deflate: true },
      ]),
      zipArchive([{ name: "a.npy", bytes: small[0], zip64: true }], { zip64End: true }),
      zipArchive([{ name: "a.npy", bytes: small[0], deflate: true, descriptor: "signed" }]),
    ],
    tokens: ["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "a.npy", "../a.npy", "\x00"],
  },
  "npz, a member within a whole archive": {
    extension: "npz",
    files: small,
    tokens: ["'<f8'", "'|O'", "(2,)", "-1"],
    wrap: (bytes) => zipArchive([{ name: "a.npy", bytes, deflate: true }]),
  },
  "npz, a deflate stream within a whole archive": {
    extension: "npz",
    files: [
      new Uint8Array(formats("layers_deflate.npz")[0].subarray(0, 1200)),
      zipArchive([{ name: "x", bytes: small[0], deflate: true }]).subarray(31, -70),
    ],
    tokens: ["\x00\x00\xff\xff", "\x05", "\xed"],
    wrap: (packed) => zipArchive([{ name: "a.npy", bytes: small[0], deflate: true, claims: { packed } }]),
  },
  safetensors: {
    extension: "safetensors",
    files: formats("single.safetensors", "layers.safetensors").map((bytes) => bytes.slice()),
    tokens: [
      '"dtype"',
      '"F64"',
      '"F16"',
      "[57,7]",
      "[1,1]",
      "-1",
      "1e3",
      "{",
      "}",
      '"__metadata__"',
      "18446744073709551616",
      '\\"',
      "null",
    ],
  },
  csv: {
    extension: "csv",
    files: [
      Buffer.from("a,b,c\n1,2,3\n4.5,-6e-7,8\n0,.5,1.\n"),
      Buffer.from('"x ""1""","y,2"\r\n1,2\r\n3,"4"\r\n'),
      Buffer.from("1,2\n3,4\n5,6\n"),
      Buffer.from("0,1,2\n3,4,5"),
    ],
    tokens: [
      ",",
      "\n",
      "\r\n",
      '"',
      '""',
      "nan",
      "-inf",
      "1e999",
      "7",
      "2e3",
      "0x1",
      "\ufeff",
      ";",
      " ",
      "\0",
      "1e-999",
    ],
  },
  parquet: {
    extension: "parquet",
    files: formats(
      "matrix_snappy_f4.parquet",
      "matrix_none_f8.parquet",
      "matrix_gzip_rowgroups_f4.parquet",
      "matrix_zstd_f4.parquet",
      "matrix_v2pages_bytesplit_f4.parquet",
    ),
    tokens: [
      "PAR1",
      "n0",
      "\x00",
      "\x15\x00",
      "\x19\xfc",
      "\x1c\x1c\x1c",
      "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
      "\x03\xff\xff\xff\x0f",
    ],
  },
}

describe.each(Object.entries(corpora))("%s", (name, { extension, files, tokens, wrap = (bytes) => bytes }) => {
  // Three corpora share the runs of .npz.
  const share = name.startsWith("npz") ? Math.ceil(runs / 3) : runs

  test(`${share} mutated files are read or refused by name, within memory and time`, { timeout: 180_000 }, async () => {
    const outcomes = new Map<string, number>()
    let slowest = 0
    const check = async ([file, mutations]: [number, Mutation[]]) => {
      const bytes = wrap(mutate(files[file], mutations, tokens))
      allocations.reset()
      const start = performance.now()
      const outcome = await outcomeOf(bytes, `mutated.${extension}`)
      slowest = Math.max(slowest, performance.now() - start)
      if (allocations.bytes() > mostAllocated) throw new Error(`${allocations.bytes()} bytes allocated`)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    await fc.assert(fc.asyncProperty(mutatedFile(files.length), check), { seed: 1100, numRuns: share })
    expect(slowest).toBeLessThan(2000)
    expect(Array.from(outcomes.values()).reduce((sum, count) => sum + count, 0)).toBe(share)
    // Neither a reader that refuses everything nor one that hardly looks would have tested anything.
    expect(outcomes.get("read")).toBeGreaterThan(10)
    expect(outcomes.size).toBeGreaterThan(2)
  })
})

/** "read" for a matrix that keeps what it promises, or the code of our own error; anything else is thrown. */
async function outcomeOf(bytes: Uint8Array, name: string): Promise<string> {
  try {
    const a = await parseActivations(bytes, name, { reduce: "mean", maxBytes })
    const isWhole = a.examples > 0 && a.neurons > 0 && a.data.length === a.examples * a.neurons
    if (!isWhole || !a.data.every(Number.isFinite)) throw new Error("a matrix that is none")
    return "read"
  } catch (error) {
    if (error instanceof RoteError) return error.code
    throw error
  }
}
