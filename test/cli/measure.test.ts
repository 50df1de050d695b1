import { once } from "node:events"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { measure } from "#src/estimators/measure.js"
import { readActivations } from "#src/readers/index.js"
import { readRun } from "#src/store/index.js"
import { encodeNpy } from "#src/store/npy.js"
import { timed } from "../timed.js"
import { folderWithActivations, rote, start } from "./rote.js"

describe("rote measure", () => {
  it("prints a plain table within 80 columns, and how to read it", async () => {
    const folder = folderWithActivations(600)
    const { status, stdout, stderr } = await rote(folder, "measure", "activations.npy")
    expect(status).toBe(0)
    expect(stderr).toMatch(/^warning: /)
    const lines = stdout.split("\n")
    expect(lines[0]).toBe("600 examples, 6 neurons in 1 layer")
    expect(stdout).toMatch(/^layer +neurons +H +H local +H kNN +MI +median$/m)
    expect(stdout).toMatch(/^activations +6( +-?\d+\.\d{3}( ±\d\.\d{3})?){5}$/m)
    expect(stdout).toContain("One network has no verdict")
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(stdout).not.toContain("\u001b")
  })

  it("prints the numbers that the library gives for the same options", async () => {
    const folder = folderWithActivations()
    const options = [
      "--entropy",
      "knn",
      "--k",
      "4",
      "--mi",
      "binned",
      "--mi-bins",
      "5",
      "--bins",
      "30",
      "--binning",
      "local",
    ]
    const more = [
      "--miller-madow",
      "--unit",
      "bits",
      "--seed",
      "9",
      "--examples",
      "50",
      "--neurons",
      "3",
      "--threads",
      "1",
    ]
    const { stdout } = await rote(folder, "measure", "activations.npy", "--json", ...options, ...more)
    const { settings, examples, neurons, layers, summary, warnings } = await measure(
      await readActivations(join(folder, "activations.npy")),
      {
        entropy: { method: "knn", k: 4, bins: 30, edges: "local", correction: "miller-madow" },
        mutualInformation: { method: "binned", k: 4, bins: 5 },
        unit: "bits",
        seed: 9,
        examples: 50,
        neurons: 3,
        threads: 1,
      },
    )
    const measured = { settings, examples, neurons, layers, summary, warnings }
    expect(JSON.parse(stdout)).toEqual({ ...measured, capture: null, run: null })
  })

  it("joins several files as layers, in the order given", async () => {
    const folder = folderWithActivations()
    writeFileSync(join(folder, "second.npy"), readFileSync(join(folder, "activations.npy")))
    const { stdout } = await rote(folder, "measure", "activations.npy", "second.npy", "--json", "--mi", "none")
    expect(JSON.parse(stdout).layers).toEqual([
      { name: "activations", start: 0, end: 6 },
      { name: "second", start: 6, end: 12 },
    ])
  })

  it("stops at NaN with status 3, and goes on without those examples under --drop-nonfinite", async () => {
    const folder = folderWithActivations()
    const values = Float64Array.from({ length: 300 }, (_, i) => (i === 7 ? Number.NaN : Math.sin(i)))
    writeFileSync(join(folder, "nan.npy"), encodeNpy(values, [100, 3]))
    expect(await rote(folder, "measure", "nan.npy")).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/nan\[1\]/),
    })
    const dropped = await rote(folder, "measure", "nan.npy", "--drop-nonfinite", "--json")
    expect(JSON.parse(dropped.stdout).examples).toBe(99)
    expect(dropped.stderr).toMatch(/warning: .*1 /)
  })

  it("keeps a run with --out, which export reads", async () => {
    const folder = folderWithActivations()
    await rote(folder, "measure", "activations.npy", "--out", "run")
    const { manifest } = await readRun(join(folder, "run"))
    expect(manifest.input.files).toEqual([
      { name: "activations.npy", bytes: 128 + 4800, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    const exported = await rote(folder, "export", "run", "--npy", "matrix.npy", "--csv", "neurons.csv")
    expect(exported).toEqual({ status: 0, stdout: "", stderr: "" })
    expect(readFileSync(join(folder, "neurons.csv"), "utf8").split("\n")).toHaveLength(6 + 2)
    expect((await readActivations(join(folder, "matrix.npy"))).neurons).toBe(6)
  })

  it("says what a folder is good for in place of a file: a run is measured already, a model wants inputs", async () => {
    const folder = folderWithActivations()
    await rote(folder, "measure", "activations.npy", "--mi", "none", "--out", "run")
    expect(await rote(folder, "measure", "run")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("run: expected files of activations, or a model, found a run, measured already"),
    })
    mkdirSync(join(folder, "bert", "onnx"), { recursive: true })
    expect(await rote(folder, "measure", "bert")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("--inputs: expected examples to run the model of bert on, found none"),
    })
  })

  it("refuses to go on with a run of other settings, with status 3", async () => {
    const folder = folderWithActivations()
    await rote(folder, "measure", "activations.npy", "--out", "run")
    const { status, stderr } = await rote(folder, "measure", "activations.npy", "--out", "run", "--k", "5")
    expect(status).toBe(3)
    expect(stderr).toMatch(/mutualInformation\.k 3 there, 5 here/)
  })

  it(
    "stops within a second of Ctrl-C with status 130, says what is kept, and goes on when started again",
    timed,
    async () => {
      const folder = folderWithActivations(6000, 160)
      const words = ["measure", "activations.npy", "--out", "run", "--threads", "1"]
      const running = start(folder, words)
      let stderr = ""
      let interrupted = 0
      running.stderr.on("data", (text) => {
        stderr += text
        if (interrupted === 0 && /pairs \[/.test(stderr)) {
          interrupted = performance.now()
          running.kill("SIGINT")
        }
      })
      const [status] = await once(running, "close")
      expect(performance.now() - interrupted).toBeLessThan(1000)
      expect(status).toBe(130)
      expect(stderr).toMatch(
        /interrupted at \d+ % of the pairs: every finished tile .* is kept in run; the same command goes on/,
      )
      expect(existsSync(join(folder, "run", "manifest.json"))).toBe(true)
      expect((await rote(folder, ...words)).status).toBe(0)
      await readRun(join(folder, "run"))
    },
  )

  it("refuses 100,000 neurons before anything is started, with the sample that would fit", async () => {
    const folder = folderWithActivations(8, 100_000)
    const { status, stdout, stderr } = await rote(folder, "measure", "activations.npy", "--out", "run")
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" })
    expect(stderr).toMatch(/5,000,050,000 pairs .* 80 GB for the matrix; --neurons \d+, a seeded sample .*--yes/)
    expect(existsSync(join(folder, "run"))).toBe(false)
  })
})
