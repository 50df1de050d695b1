import { deflateRawSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { crc32 } from "#src/readers/crc32.js"
import { parseActivations } from "#src/readers/index.js"
import { npy } from "./support.js"
import { type ArchiveEntry, zipArchive } from "./zip-archive.js"

const array = npy([2, 2], [1, 2, 3, 4])
const noise = npy(
  [700, 100],
  Array.from({ length: 70_000 }, (_, i) => Math.sin(i * i)),
)

const cutShort = new Uint8Array(deflateRawSync(noise)).subarray(0, -1000)

async function codeOf(bytes: Uint8Array): Promise<string> {
  return parseActivations(bytes, "x.npz").then(
    () => "reads",
    (error) => error.code,
  )
}

describe("an archive written", () => {
  test.each<[string, Partial<ArchiveEntry>]>([
    ["stored", {}],
    ["deflated", { deflate: true }],
    ["with zip64 sizes", { zip64: true }],
    ["with a data descriptor", { descriptor: "signed" }],
    ["with a bare data descriptor", { descriptor: "bare", deflate: true }],
    ["with a 64-bit data descriptor", { descriptor: "64-bit", deflate: true }],
  ])("%s reads to the same matrix", async (_, options) => {
    const expected = await parseActivations(noise, "b.npy")
    for (const zip64End of [false, true]) {
      const entries = [
        { name: "a.npy", bytes: npy([700], Array(700).fill(5)) },
        { name: "b.npy", bytes: noise, ...options },
      ]
      const a = await parseActivations(zipArchive(entries, { zip64End }), "x.npz")
      expect(a.layers.map(({ name }) => name)).toEqual(["a", "b"])
      expect(Buffer.compare(Buffer.from(a.data.slice(700).buffer), Buffer.from(expected.data.slice().buffer))).toBe(0)
    }
  })

  test("with a comment reads", async () => {
    const bytes = zipArchive([{ name: "a.npy", bytes: array }])
    bytes[bytes.length - 2] = 5
    expect(await codeOf(new Uint8Array([...bytes, ...Buffer.from("hello")]))).toBe("reads")
  })
})

describe("an entry that says", () => {
  test.each<[string, string, Partial<ArchiveEntry>]>([
    ["less than it inflates to", "malformed", { deflate: true, claims: { size: array.length - 1 } }],
    ["more than it inflates to", "trailing-bytes", { deflate: true, claims: { size: array.length + 1 } }],
    ["more than it stores", "malformed", { claims: { size: array.length + 1 } }],
    ["another checksum", "checksum", { claims: { checksum: 1 } }],
    ["to be deflated and is not", "malformed", { deflate: true, claims: { packed: Uint8Array.of(7, 0xff, 0xff) } }],
    ["to be deflated and ends early", "truncated", { bytes: noise, deflate: true, claims: { packed: cutShort } }],
  ])("%s → %s", async (_, code, options) => {
    expect(await codeOf(zipArchive([{ name: "a.npy", bytes: array, ...options }]))).toBe(code)
  })
})

test("checksums are taken over the whole entry, also where its end is not needed", async () => {
  const bytes = zipArchive([{ name: "a.npy", bytes: noise }])
  // The last value of the array, stored before the directory.
  bytes[bytes.length - 22 - 46 - 5 - 3] ^= 1
  expect(await codeOf(bytes)).toBe("checksum")
})

test("an archive of more than 10,000 entries is refused", async () => {
  const entries = Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.npy`, bytes: new Uint8Array(0) }))
  expect(await codeOf(zipArchive(entries))).toBe("limit-exceeded")
})

test("a PyTorch archive is known by what it holds", async () => {
  const bytes = zipArchive([{ name: "archive/data.pkl", bytes: new Uint8Array(3) }])
  expect(await codeOf(bytes)).toBe("pickle-refused")
})

test("another zip archive is refused as what it is", async () => {
  expect(await codeOf(zipArchive([{ name: "word/document.xml", bytes: new Uint8Array(3) }]))).toBe("unsupported-format")
})

test("CRC-32 is zip's, whatever the pieces it is taken over", () => {
  expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926)
  const whole = crc32(noise)
  for (const cut of [1, 2, 3, 4, 1001]) expect(crc32(noise.subarray(cut), crc32(noise.subarray(0, cut)))).toBe(whole)
})
