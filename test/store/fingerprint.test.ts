import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { fingerprint, fingerprintFile } from "#src/store/fingerprint.js"
import { temporaryFolder } from "./runs.js"

it("hashes activations neuron by neuron, as Python's hashlib does struct.pack('<6d', *range(6))", () => {
  const input = fingerprint(activationMatrix(Float64Array.of(0, 1, 2, 3, 4, 5), 2, 3), [])
  expect(input.values).toEqual({
    dtype: "float64",
    sha256: "84a6e8b7afdd286a48ab0aab2c72227fff91a935b0489e633018914bd01693cd",
  })
})

it("tells float32 from float64 activations of the same values", () => {
  const input = fingerprint(activationMatrix(Float32Array.of(0, 1, 2, 3, 4, 5), 2, 3), [])
  expect(input.values).toEqual({
    dtype: "float32",
    sha256: "e2c0a71510b5394df7773b63fb5f54372b84c3564e67811bde7d665be227976d",
  })
})

it("names a file without its folder, with its size and SHA-256", async () => {
  const path = join(temporaryFolder(), "abc.txt")
  writeFileSync(path, "abc")
  expect(await fingerprintFile(path)).toEqual({
    name: "abc.txt",
    bytes: 3,
    // FIPS 180-4's example
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  })
})
