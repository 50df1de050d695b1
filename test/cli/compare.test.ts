import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { compareModels } from "#src/selection/index.js"
import { measureToRun, readRun, readRunActivations } from "#src/store/index.js"
import { folderWithRuns } from "./example-runs.js"
import { rote } from "./rote.js"

const folder = folderWithRuns(
  ["alphas/alpha-0", "alphas/alpha-0.5", "alphas/alpha-1"],
  ["examples/alphas/alpha-1.npz", "--bins", "50", "--seed", "2", "--out", "other-settings"],
  ["examples/activations.npz", "--out", "other-examples"],
  ["examples/alphas/alpha-1.npz", "--no-activations", "--out", "not-kept"],
)

async function model(name: string) {
  const directory = join(folder.path, name)
  const { manifest, measurement } = await readRun(directory)
  return { name: name.split("/").at(-1)!, measurement, activations: await readRunActivations(directory, manifest) }
}

describe("rote compare", () => {
  it("prints what differs in each layer and what may be said of it, within 80 columns", async () => {
    const { status, stdout } = await rote(folder.path, "compare", "alphas/alpha-0", "alphas/alpha-1")
    expect(status).toBe(0)
    expect(stdout).toContain("alpha-1 (second) against alpha-0 (first), 600 examples")
    expect(stdout).toMatch(/^H +first +second +difference/m)
    expect(stdout).toMatch(/^MI +first +second +difference/m)
    expect(stdout).toMatch(/^hidden1\.pre .* less diverse$/m)
    expect(stdout).toContain("alpha-1 is less diverse than alpha-0")
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(stdout).not.toContain("\u001b")
  })

  it("prints the library's comparisons as JSON, each run against the first", async () => {
    const words = ["alphas/alpha-0", "alphas/alpha-0.5", "alphas/alpha-1"]
    const { stdout } = await rote(folder.path, "compare", ...words, "--json", "--seed", "3", "--threads", "1")
    const { settings, comparisons } = JSON.parse(stdout)
    const [first, second, third] = await Promise.all(words.map(model))
    const expected = [await compareModels(first, second, { seed: 3 }), await compareModels(first, third, { seed: 3 })]
    expect(settings).toEqual(first.measurement.settings)
    expect(comparisons).toEqual(JSON.parse(JSON.stringify(expected)))
  })

  it("draws the differences", async () => {
    const words = ["compare", "alphas/alpha-0", "alphas/alpha-1", "--figure", "figures/differences.svg"]
    expect((await rote(folder.path, ...words)).status).toBe(0)
    expect(readFileSync(join(folder.path, "figures/differences.svg"), "utf8")).toContain("alpha-1 less alpha-0")
  })

  it("refuses runs of other settings with status 3, listing each setting that differs", async () => {
    const words = ["compare", "alphas/alpha-0", "other-settings", "--figure", "refused.svg"]
    const { status, stdout, stderr } = await rote(folder.path, ...words)
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" })
    expect(stderr).toContain("entropy.bins")
    expect(stderr).toContain("seed")
    expect(existsSync(join(folder.path, "refused.svg"))).toBe(false)
  })

  it("refuses runs whose models were shown other inputs, or the same made ready otherwise; names do not matter", async () => {
    const { activations } = await model("alphas/alpha-0")
    const keep = async (name: string, file: string, content: string, request = {}) => {
      const inputs = [{ name: file, bytes: 1, sha256: content.repeat(64) }]
      const capture = { model: [], inputs, examples: 600, request, layers: [] }
      await measureToRun(activations, join(folder.path, name), { keepActivations: true, capture, threads: 1 })
    }
    await keep("shown-a", "first.npz", "a")
    await keep("shown-a-too", "renamed.npz", "a")
    await keep("shown-b", "first.npz", "b")
    expect((await rote(folder.path, "compare", "shown-a", "shown-a-too")).status).toBe(0)
    const { status, stderr } = await rote(folder.path, "compare", "shown-a", "shown-b")
    expect(status).toBe(3)
    expect(stderr).toMatch(/differences: inputs first\.npz \([0-9a-f]{12}\), first\.npz \([0-9a-f]{12}\);/)

    await keep("shown-a-cut", "first.npz", "a", { maxTokens: 20, image: { mean: [0.5] } })
    const cut = await rote(folder.path, "compare", "shown-a", "shown-a-cut")
    expect(cut.status).toBe(3)
    expect(cut.stderr).toContain("differences: --max-tokens default, 20; --mean default, [0.5];")
  })

  it("refuses runs of other numbers of examples", async () => {
    const { status, stderr } = await rote(folder.path, "compare", "alphas/alpha-0", "other-examples")
    expect(status).toBe(3)
    expect(stderr).toMatch(/600.*1,?200/)
  })

  it("says how to keep a run's activations where none were kept", async () => {
    const { status, stderr } = await rote(folder.path, "compare", "alphas/alpha-0", "not-kept")
    expect(status).toBe(3)
    expect(stderr).toContain("--no-activations")
  })

  it("needs two runs, none of them twice, and a figure's file of a known kind, before anything is read", async () => {
    expect(await rote(folder.path, "compare", "alphas/alpha-0")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("expected A B…"),
    })
    expect(await rote(folder.path, "compare", "alphas/alpha-0", "./alphas/alpha-0")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("each run once"),
    })
    expect(await rote(folder.path, "compare", "no", "runs", "--figure", "picture.gif")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("expected a file name that ends in .svg, .png or .html, found picture.gif"),
    })
  })
})
