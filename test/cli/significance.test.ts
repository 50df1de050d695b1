import { once } from "node:events"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { significance } from "#src/selection/index.js"
import { readRun, readRunActivations } from "#src/store/index.js"
import { timed } from "../timed.js"
import { folderWithRuns } from "./example-runs.js"
import { rote, start } from "./rote.js"

const folder = folderWithRuns(["alphas/alpha-0"], ["examples/alphas/alpha-0.npz", "--mi", "none", "--out", "no-pairs"])

describe("rote significance", () => {
  it("sets each layer's mutual information against chance, within 80 columns", async () => {
    const { status, stdout } = await rote(folder.path, "significance", "alphas/alpha-0")
    expect(status).toBe(0)
    expect(stdout).toContain("alpha-0: 20 permutations of every neuron's examples, seed 0")
    expect(stdout).toMatch(/^hidden2\.pre +276 +\d\.\d{3} +−?\d\.\d{3} ±\d\.\d{3} +\.048 +\d+, \d+ % +\d\.\d{3}$/m)
    expect(stdout).toMatch(/^all layers +1,128 /m)
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it("prints what the library finds for the same options as JSON, without the p of single pairs", async () => {
    const options = ["--permutations", "5", "--fdr", ".01", "--neurons", "8", "--seed", "4", "--threads", "1"]
    const { stdout } = await rote(folder.path, "significance", "alphas/alpha-0", "--json", ...options)
    const directory = join(folder.path, "alphas/alpha-0")
    const { manifest, measurement } = await readRun(directory)
    const model = { name: "alpha-0", measurement, activations: await readRunActivations(directory, manifest) }
    const found = await significance(model, { permutations: 5, falseDiscoveryRate: 0.01, neurons: 8, seed: 4 })
    const { p: _, neurons, ...rest } = found
    expect(JSON.parse(stdout)).toEqual({ run: "alpha-0", ...rest, neurons: Array.from(neurons) })
  })

  it("refuses a run without mutual information, and options out of range", async () => {
    expect((await rote(folder.path, "significance", "no-pairs")).status).not.toBe(0)
    for (const fdr of ["0", "1", "5 %", "1e-1x"]) {
      const { status, stderr } = await rote(folder.path, "significance", "alphas/alpha-0", "--fdr", fdr)
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("--fdr: expected a share") })
    }
    expect((await rote(folder.path, "significance", "alphas/alpha-0", "--permutations", "0")).status).toBe(2)
  })

  it("tells the cost of a long one, and stops within a second of Ctrl-C", timed, async () => {
    const running = start(folder.path, ["significance", "alphas/alpha-0", "--permutations", "5000", "--threads", "1"])
    let stderr = ""
    let interrupted = 0
    running.stderr.on("data", (text) => {
      stderr += text
      if (interrupted === 0 && stderr.includes("shuffled pairs [")) {
        interrupted = performance.now()
        running.kill("SIGINT")
      }
    })
    const [status] = await once(running, "close")
    expect(performance.now() - interrupted).toBeLessThan(1000)
    expect(status).toBe(130)
    expect(stderr).toMatch(/[\d,]+ pairs at [\d.,]+ µs, about/)
    expect(stderr).toContain("interrupted: nothing is kept")
  })
})
