import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { RoteError } from "#src/errors.js"
import { readActivations } from "#src/readers/index.js"
import { timed } from "../timed.js"
import { readInChild } from "./in-child.js"
import { fixturePath, npyOf } from "./support.js"
import { deflatedZeros, zipArchive } from "./zip-archive.js"

interface HostileFile {
  file: string
  why: string
  /** The error's code, or "reads". */
  outcome: string
}

const folder = fixturePath("hostile")
const hostile: HostileFile[] = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"))

/** The error's code, or "reads", and what the message or the warnings say. */
async function outcomeOf(path: string): Promise<{ outcome: string; text: string }> {
  const warnings: string[] = []
  try {
    await readActivations(path, { onWarning: (message) => warnings.push(message) })
    return { outcome: "reads", text: warnings.join("\n") }
  } catch (error) {
    if (!(error instanceof RoteError)) throw error
    return { outcome: error.code, text: error.message }
  }
}

describe("every hostile file gets its named error within a second", timed, () => {
  test("all of them are expected", () => {
    const present = readdirSync(folder).filter((file) => file !== "expected.json")
    expect(hostile.map(({ file }) => file).sort()).toEqual(present.sort())
  })

  test.each(hostile)("$file: $why → $outcome", async ({ file, outcome }) => {
    const start = performance.now()
    const found = await outcomeOf(join(folder, file))
    expect(performance.now() - start).toBeLessThan(1000)
    expect(found.outcome).toBe(outcome)
    if (outcome !== "reads") expect(found.text).toContain(file)
  })

  test("no payload has run", () => {
    expect(globalThis).not.toHaveProperty("ROTE_FIXTURE_CODE_RAN")
  })
})

describe("dangerous names", () => {
  test("stay names: of layers, with a warning where they look like paths", async () => {
    const { outcome, text } = await outcomeOf(join(folder, "npz_path_traversal.npz"))
    expect(outcome).toBe("reads")
    expect(text).toMatch(/"\.\.\/\.\.\/x\.npy" is named like a path/)
    const { layers } = await readActivations(join(folder, "npz_proto_names.npz"))
    expect(layers.map(({ name }) => name)).toEqual(["__proto__", "constructor", "toString"])
  })

  test("are escaped in messages", async () => {
    const { text } = await readActivations(join(folder, "npz_nasty_names.npz"), { layers: ["x"] }).then(
      () => ({ text: "read" }),
      (error: Error) => ({ text: error.message }),
    )
    expect(text).toContain("\\u{1b}[2J")
    expect(text).not.toContain("\u001b")
  })
})

describe("bombs are refused before memory suffers", timed, () => {
  let made = ""

  beforeAll(() => {
    made = mkdtempSync(join(tmpdir(), "rote-hostile-"))
    writeFileSync(join(made, "npz_bomb_deflate.npz"), deflateBomb(4095))
    writeFileSync(join(made, "csv_long_line.csv"), `n0,n1\n${"1,".repeat(1_500_000)}1\n`)
    writeFileSync(join(made, "csv_long_first_line.csv"), `${"1,".repeat(1_500_000)}1\n1,2\n`)
    writeFileSync(join(made, "csv_long_cell.csv"), `n0,n1\n${"1".repeat(3_000_000)},1\n`)
    writeFileSync(join(made, "npz_lies_large.npz"), deflateBomb(256, 16))
  })

  afterAll(() => rmSync(made, { recursive: true }))

  test.each([
    ["npz_bomb_deflate.npz", "limit-exceeded"],
    ["npz_bomb_bzip2.npz", "limit-exceeded"],
    ["npz_bomb_overlap.npz", "malformed"],
    ["npz_size_lie.npz", "malformed"],
    ["npz_lies_large.npz", "malformed"],
    ["parquet_bomb.parquet", "limit-exceeded"],
    ["npy_claims_1e12.npy", "truncated"],
    ["npy_v2_header_4gb.npy", "limit-exceeded"],
    ["st_header_len_2p63.safetensors", "limit-exceeded"],
    ["st_deep_json.safetensors", "malformed"],
    ["csv_long_line.csv", "malformed"],
    ["csv_long_first_line.csv", "malformed"],
    ["csv_long_cell.csv", "malformed"],
  ])("%s → %s within a second and 200 MB", async (file, code) => {
    const isFixture = hostile.some((entry) => entry.file === file)
    const { outcome, seconds, growth } = await readInChild(join(isFixture ? folder : made, file))
    expect(outcome).toBe(code)
    expect(seconds).toBeLessThan(1)
    expect(growth).toBeLessThan(200e6)
  })
})

/** An .npz of one array of zeros, which unfolds a thousandfold to `mebibytes` and says that it is `claimed`. */
function deflateBomb(mebibytes: number, claimed = mebibytes): Uint8Array {
  const head = npyOf(`{'descr': '<f4', 'fortran_order': False, 'shape': (${claimed}, 262144), }`, new Uint8Array(0))
  const packed = deflatedZeros(head, mebibytes)
  const size = head.length + claimed * 2 ** 20
  return zipArchive([{ name: "layer0.npy", bytes: head, deflate: true, claims: { packed, size } }])
}
