import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { fingerprintFile, measureToRun } from "#src/store/index.js"
import { encodeNpy } from "#src/store/npy.js"
import { rote } from "./rote.js"

const folder = mkdtempSync(join(tmpdir(), "rote-examples-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** Of six texts; the second gave no row, so that row 1 is of the third. */
const texts = ["zero", "one", "two\u202e", "three", "four", "five <b>"]
const layers = [{ name: "fc1", start: 0, end: 2 }]
const values = Float64Array.of(1, 5, 2, 4, 3, 0, 0, 0, 0, 7)

beforeAll(async () => {
  writeFileSync(join(folder, "texts.csv"), `words\n${texts.join("\n")}\n`)
  writeFileSync(join(folder, "others.csv"), `words\n${[...texts].reverse().join("\n")}\n`)
  const inputs = [await fingerprintFile(join(folder, "texts.csv"))]
  const tensors = [{ layer: "fc1", tensor: "/fc1", reduce: "none" }]
  await measureToRun(activationMatrix(values, 5, 2, layers), join(folder, "run"), {
    mutualInformation: "none",
    entropy: { k: 1 },
    keepActivations: true,
    capture: {
      model: [],
      inputs,
      examples: 6,
      request: { column: "words" },
      layers: tensors,
      rows: [1, 0, 1, 1, 1, 1],
    },
  })
})

it("shows the text of each row's example, harmless, in 80 columns, highest activation first", async () => {
  const { status, stdout } = await rote(folder, "examples", "run", "--inputs", "texts.csv", "--neuron", "fc1[0]")
  expect(status).toBe(0)
  const lines = stdout.split("\n")
  expect(lines.slice(0, 7)).toEqual([
    "As named",
    expect.stringMatching(/^fc1\[0\] {2}H 1\.609$/),
    "     5.000  two\\u{202e}",
    "     4.000  four",
    "     3.000  five <b>",
    "     2.000  three",
    "     1.000  zero",
  ])
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
})

it("prints numbers of examples without inputs, and one JSON object", async () => {
  const text = await rote(folder, "examples", "run", "--lowest", "1", "--highest", "1", "--top", "1")
  expect(text.stdout).toMatch(/^Lowest entropy\nfc1\[1\] .*\n +7.000 {2}example 5\n\nHighest entropy\nfc1\[0\]/)
  const words = ["--lowest", "1", "--highest", "0", "--top", "1", "--inputs", "texts.csv", "--json"]
  const { neurons } = JSON.parse((await rote(folder, "examples", "run", ...words)).stdout)
  expect(neurons).toMatchObject([
    {
      label: "fc1[1]",
      place: "lowest",
      meanMutualInformation: null,
      examples: [{ row: 4, example: 5, activation: 7, kind: "text", text: "five <b>" }],
    },
  ])
})

it("writes a page with whole texts", async () => {
  const words = ["--inputs", "texts.csv", "--output", "sheet.html"]
  expect((await rote(folder, "examples", "run", ...words)).status).toBe(0)
  const page = readFileSync(join(folder, "sheet.html"), "utf8")
  expect(page).toContain("<p>five &#60;b&#62;</p>")
  expect(page).toContain("<p>two\\u{202e}</p>")
})

it.each([
  [["--inputs", "others.csv"], 3, "expected the inputs that were captured (texts.csv), unchanged, found other bytes"],
  [["--neuron", "fc9[0]"], 2, "names from fc1[0] to fc1[1]"],
  [["--by", "mean"], 2, "entropy, mi"],
  [["--output", "sheet.csv"], 2, "a file name that ends in .html"],
])("refuses %j", async (words, code, message) => {
  const { status, stderr } = await rote(folder, "examples", "run", ...words)
  expect(status).toBe(code)
  expect(stderr).toContain(message)
})

it("refuses another number of inputs than was measured, and a run that keeps no activations", async () => {
  const a = activationMatrix(values, 5, 2, layers)
  await measureToRun(a, join(folder, "plain"), { mutualInformation: "none", entropy: { k: 1 }, keepActivations: true })
  writeFileSync(join(folder, "six.npy"), encodeNpy(new Float64Array(6), [6, 1]))
  const six = await rote(folder, "examples", "plain", "--inputs", "six.npy")
  expect(six.stderr).toContain("expected the 5 examples that were measured, found 6")
  await measureToRun(a, join(folder, "bare"), { mutualInformation: "none", entropy: { k: 1 } })
  const bare = await rote(folder, "examples", "bare")
  expect(bare.status).toBe(3)
  expect(bare.stderr).toContain("--no-activations")
})

it("has no order by a mutual information that was not measured", async () => {
  const { status, stdout, stderr } = await rote(folder, "examples", "run", "--by", "mi")
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" })
  expect(stderr).toContain("run: expected a measurement with mutual information, found one without")
})
