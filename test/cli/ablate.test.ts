import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { ablate } from "#src/inspection/ablate-node.js"
import { root } from "../project/repository.js"
import { rote } from "./rote.js"

const folder = mkdtempSync(join(tmpdir(), "rote-ablate-"))
afterAll(() => rmSync(folder, { recursive: true }))
const [model, inputs] = ["mlp.onnx", "mlp.inputs.npz"].map((name) => join(root, "fixtures/onnx", name))
const usual = ["ablate", model, "--inputs", inputs, "--layer", "relu.0"]
writeFileSync(join(folder, "labels.txt"), "3\n".repeat(16))

it("prints a row for each order and number, and how the orders stand to random draws, in 80 columns", async () => {
  const words = ["--sizes", "16,4", "--labels", "labels.txt", "--draws", "3", "--figure", "curves.html"]
  const { status, stdout } = await rote(folder, ...usual, ...words)
  expect(status).toBe(0)
  const lines = stdout.split("\n")
  expect(lines[0]).toBe("mlp: neurons of relu.0 (48) off, logits (10 numbers) of 16 examples")
  expect(lines.filter((line) => /^(lowest H|highest H|highest MI|random) +(4|16) /.test(line))).toHaveLength(8)
  expect(stdout).toMatch(/^random +4( +\d\.\d{3}){2} \(\d\.\d{3}–\d\.\d{3}\)( +\d+\.\d \(\d+\.\d–\d+\.\d\)){2}$/m)
  expect(stdout).toMatch(/^With 16 of 48 neurons off, 3 random draws move the answers by/m)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  expect(readFileSync(join(folder, "curves.html"), "utf8")).toContain("accuracy, by the number of neurons switched off")
})

it("gives the numbers of the library as JSON", async () => {
  const { stdout } = await rote(folder, ...usual, "--neurons", "highest:5", "--json")
  const expected = await ablate(model, inputs, { layer: "relu.0", neurons: [{ order: "highest-entropy", size: 5 }] })
  expect(JSON.parse(stdout)).toEqual(expected)
})

it("takes the order from a measured run", async () => {
  await rote(folder, "measure", model, "--inputs", inputs, "--nodes", "relu.0", "--mi", "none", "--out", "run")
  const words = ["--neurons", "lowest:5", "--json"]
  const [measured, onTheSpot] = [
    await rote(folder, ...usual, ...words, "--run", "run"),
    await rote(folder, ...usual, ...words),
  ]
  expect(measured.status).toBe(0)
  expect(measured.stdout).toBe(onTheSpot.stdout)
})

it.each([
  [[], "--neurons WHICH or --sizes N,N,…, found neither"],
  [["--neurons", "1", "--sizes", "2"], "found both"],
  [["--neurons", "least:3"], "lowest:N, highest:N, mi:N, random:N, or numbers: 3,7,9"],
  [["--neurons", "48"], "numbers of neurons from 0 to 47"],
  [["--neurons", "lowest:0"], "from 1 to 45 neurons"],
  [["--sizes", "4,many"], "a whole number"],
  [["--neurons", "1", "--figure", "curves.pdf"], ".svg, .png or .html"],
])("refuses %j", async (words, message) => {
  const { status, stderr } = await rote(folder, ...usual, ...words)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
})

it("wants a layer and inputs", async () => {
  expect((await rote(folder, "ablate", model, "--inputs", inputs, "--neurons", "1")).stderr).toContain("--layer NAME")
  expect((await rote(folder, "ablate", model, "--layer", "relu.0", "--neurons", "1")).stderr).toContain("--inputs FILE")
})
