import { once } from "node:events"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it, vi } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { capture } from "#src/capture/index.js"
import { readActivations } from "#src/readers/index.js"
import { writeActivations } from "#src/store/index.js"
import { temporaryFolder } from "../capture/models.js"
import { probes } from "../capture/runtime/probes.js"
import { contents } from "../store/runs.js"
import { rote, start } from "./rote.js"

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url))
const onnx = (name: string) => join(fixtures, "onnx", name)
const mlp = [onnx("mlp.onnx"), "--inputs", onnx("mlp.inputs.npz")]

describe("rote capture", () => {
  it("lists the layers of a model, with those that are measured by default marked", async () => {
    const { status, stdout, stderr } = await rote(temporaryFolder(), "capture", onnx("mlp.onnx"), "--list")
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    expect(stdout).toBe(`mlp: multilayer perceptron, 5 layers to choose from

layer   kind                 operator  shape       measured
fc.0    linear layer         Gemm      batch × 48  *
relu.0  activation function  Relu      batch × 48
fc.1    linear layer         Gemm      batch × 26  *
relu.1  activation function  Relu      batch × 26
fc.2    output               Gemm      batch × 10

* measured by default; --nodes LAYER,LAYER chooses others, by these names or
those of any tensors
`)
  })

  it("lists them for machines too", async () => {
    const { stdout } = await rote(temporaryFolder(), "capture", onnx("mlp.onnx"), "--list", "--json")
    const { model, family, points } = JSON.parse(stdout)
    expect({ model, family }).toEqual({ model: "mlp", family: "multilayer perceptron" })
    expect(points).toHaveLength(5)
    expect(points[0]).toMatchObject({ layer: "fc.0", tensor: "/fc.0/Gemm_output_0", chosen: true })
  })

  it.each(["a.safetensors", "a.npz"])("writes what the library captures to %s", async (file) => {
    const folder = temporaryFolder()
    const { status, stdout, stderr } = await rote(folder, "capture", ...mlp, "--out", file)
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    expect(stdout).toMatch(
      /^16 examples, 74 neurons in 2 layers, written to a\..*\n\nlayer +tensor +reduced by +neurons\n/,
    )
    const { activations } = await capture(onnx("mlp.onnx"), onnx("mlp.inputs.npz"))
    expect(await readActivations(join(folder, file))).toEqual(activations)
  })

  it("writes the one layer asked for as .npy, its rule as asked for", async () => {
    const folder = temporaryFolder()
    const words = [onnx("cnn.onnx"), "--inputs", onnx("cnn.inputs.npz"), "--nodes", "layer1.0", "--reduce", "flatten"]
    const { status, stdout } = await rote(folder, "capture", ...words, "--batch", "5", "--json", "--out", "a.npy")
    expect(status).toBe(0)
    const printed = JSON.parse(stdout)
    expect(printed).toMatchObject({ family: "convolutional", examples: 16, neurons: 8 * 12 * 12, out: "a.npy" })
    expect(printed.capture.layers).toEqual([
      { layer: "layer1.0", tensor: "/layer1/layer1.0/relu2/Relu_output_0", reduce: "flatten" },
    ])
    expect((await readActivations(join(folder, "a.npy"))).neurons).toBe(8 * 12 * 12)
  })

  it("takes a folder of images, prepared as asked for", async () => {
    const folder = temporaryFolder()
    const images = [
      "--inputs",
      join(fixtures, "images/pictures"),
      "--size",
      "48",
      "--mean",
      "0.5,0.4,0.3",
      "--std",
      "0.2",
    ]
    const { status } = await rote(folder, "capture", onnx("cnn.onnx"), ...images, "--out", "a.npz")
    expect(status).toBe(0)
    const request = { image: { size: [48, 48] as [number, number], mean: [0.5, 0.4, 0.3], std: [0.2] } }
    const { activations } = await capture(onnx("cnn.onnx"), join(fixtures, "images/pictures"), { request })
    expect(await readActivations(join(folder, "a.npz"))).toEqual(activations)
  })

  it("takes texts with a tokenizer", async () => {
    const folder = temporaryFolder()
    const texts = ["--inputs", join(fixtures, "text/texts.csv"), "--column", "text"]
    const tokens = ["--tokenizer", join(fixtures, "text/word-pieces/tokenizer.json"), "--max-tokens", "8"]
    const { status, stderr } = await rote(folder, "capture", onnx("bert.onnx"), ...texts, ...tokens, "--out", "a.npz")
    expect(status).toBe(0)
    expect(stderr).toMatch(/^warning: .*cut to 8 tokens/)
    expect((await readActivations(join(folder, "a.npz"))).neurons).toBe(96)
  })

  it.each([
    ["no inputs", [mlp[0], "--out", "a.npz"], /--inputs FILE.* or --list, found neither/],
    ["no place to write to", mlp, /--out FILE/],
    ["another kind of file", [...mlp, "--out", "a.csv"], /\.safetensors or \.npz/],
    ["two layers for one array", [...mlp, "--out", "a.npy"], /\.npy for 2 layers/],
    [
      "another rule",
      [...mlp, "--out", "a.npz", "--reduce", "max"],
      /--reduce: expected cls, last, mean, tokens, flatten/,
    ],
    ["a size that is none", [...mlp, "--out", "a.npz", "--size", "48x"], /--size: .*224x160/],
    ["a mean that is none", [...mlp, "--out", "a.npz", "--mean", "0.5,,"], /--mean: expected a number, or several/],
    ["to make arrays ready", [...mlp, "--out", "a.npz", "--mean", "0.5"], /--mean: expected images or texts.* arrays/],
    ["no time", [...mlp, "--out", "a.npz", "--timeout", "0"], /--timeout: expected a number above 0/],
    ["an empty name", [...mlp, "--out", "a.npz", "--nodes", "a,,b"], /--nodes: expected names between commas/],
  ])("refuses %s", async (_, words, message) => {
    const { status, stdout, stderr } = await rote(temporaryFolder(), "capture", ...words)
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" })
    expect(stderr).toMatch(message)
  })

  it("shows no control characters of a model", async () => {
    const nasty = join(fixtures, "onnx/hostile/onnx_nasty_names.onnx")
    const { status, stdout } = await rote(temporaryFolder(), "capture", nasty, "--list")
    expect(status).toBe(0)
    expect(stdout).not.toContain("\u001b")
  })

  it("refuses a model that runs for ever as bad input", async () => {
    const endless = join(fixtures, "onnx/hostile/onnx_endless_loop.onnx")
    const folder = temporaryFolder()
    const words = [endless, "--inputs", await sixNumbers(folder), "--nodes", "y", "--timeout", "1", "--out", "a.npz"]
    const { status, stderr } = await rote(folder, "capture", ...words)
    expect(status).toBe(3)
    expect(stderr).toMatch(/within 1 s, found one that did not end/)
  })
})

it("Ctrl-C ends a capture at once, even of a model that runs for ever, and leaves nothing running", async () => {
  const folder = temporaryFolder()
  const endless = join(fixtures, "onnx/hostile/onnx_endless_loop.onnx")
  const words = [endless, "--inputs", await sixNumbers(folder), "--nodes", "y", "--timeout", "600", "--out", "a.npz"]
  const running = start(folder, ["capture", ...words])
  const ours = () => probes().filter(({ parent }) => parent === running.pid)
  await vi.waitFor(() => expect(ours()).toHaveLength(1), 20_000)
  const [child] = ours()
  const began = performance.now()
  running.kill("SIGINT")
  const [said] = await once(running.stderr, "data")
  const [status] = await once(running, "close")
  expect(status).toBe(130)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(String(said)).toMatch(/interrupted at 0 % of the examples: nothing is kept; the same command starts again/)
  await vi.waitFor(() => expect(probes().map(({ id }) => id)).not.toContain(child.id), 5000)
})

describe("rote measure of a model", () => {
  it("does the same as capturing and measuring, and keeps the same activations", async () => {
    const folder = temporaryFolder()
    await rote(folder, "capture", ...mlp, "--out", "mlp.safetensors")
    await rote(folder, "measure", "mlp.safetensors", "--out", "two-steps")
    const { status, stdout } = await rote(folder, "measure", ...mlp, "--out", "one-step")
    expect(status).toBe(0)
    expect(stdout).toMatch(/^16 examples, 74 neurons in 2 layers\n/)
    const [two, one] = ["two-steps", "one-step"].map((run) => contents(join(folder, run)))
    const manifest = JSON.parse(readFileSync(join(folder, "one-step/manifest.json"), "utf8"))
    const other = JSON.parse(readFileSync(join(folder, "two-steps/manifest.json"), "utf8"))
    expect(Object.keys(one)).toContain("activations.safetensors")
    expect({ ...one, "manifest.json": "" }).toEqual({ ...two, "manifest.json": "" })
    expect({ ...manifest.input, files: [], capture: null }).toEqual({ ...other.input, files: [], capture: null })
    expect(manifest.result).toEqual(other.result)
    expect(manifest.input.files.map((file: { name: string }) => file.name)).toEqual(["mlp.onnx", "mlp.inputs.npz"])
    expect(manifest.input.capture.layers.map((each: { layer: string }) => each.layer)).toEqual(["fc.0", "fc.1"])
  })

  it("is the same run started again, with other threads and batches", async () => {
    const folder = temporaryFolder()
    await rote(folder, "measure", ...mlp, "--out", "run", "--threads", "1")
    const before = contents(join(folder, "run"))
    const { status } = await rote(folder, "measure", ...mlp, "--out", "run", "--threads", "2", "--batch", "3")
    expect(status).toBe(0)
    expect(contents(join(folder, "run"))).toEqual(before)
  })

  it("says in JSON where the activations came from, and keeps none where that is asked", async () => {
    const folder = temporaryFolder()
    const words = [...mlp, "--mi", "none", "--json", "--no-activations", "--out", "run"]
    const { stdout } = await rote(folder, "measure", ...words)
    expect(JSON.parse(stdout).capture).toMatchObject({ examples: 16, model: [{ name: "mlp.onnx" }] })
    expect(Object.keys(contents(join(folder, "run")))).toEqual(["manifest.json", "neurons.parquet"])
  })

  it.each([
    ["a model without inputs", [mlp[0]], /--inputs: expected examples to run the model on/],
    ["layers of a file", [...mlp, "--layers", "fc.0"], /--layers: expected --nodes/],
    ["two models", [mlp[0], ...mlp], /one model with --inputs, found 2 files/],
    ["a model's option with a file", ["activations.npy", "--nodes", "fc.0"], /--inputs: expected examples/],
  ])("refuses %s", async (_, words, message) => {
    const { status, stderr } = await rote(temporaryFolder(), "measure", ...words)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})

/** An array of two examples for the hostile models, in a file. */
async function sixNumbers(folder: string): Promise<string> {
  const path = join(folder, "x.npy")
  await writeActivations(activationMatrix(new Float32Array(12).fill(1), 2, 6), path)
  return path
}
