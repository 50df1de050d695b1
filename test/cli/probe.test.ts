import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { readLabels } from "#src/inspection/read-labels-node.js"
import { mdlProbe } from "#src/selection/mdl-probe.js"
import { readRun, readRunActivations } from "#src/store/index.js"
import { folderWithRuns } from "./example-runs.js"
import { rote } from "./rote.js"

const folder = folderWithRuns(["alphas/alpha-1"])
const attributes = join(process.cwd(), "fixtures/examples/attributes.csv")
const probe = (...options: string[]) => rote(folder.path, "probe", "alphas/alpha-1", "--labels", attributes, ...options)

describe("rote probe", () => {
  it("reads the colour off a network that learned it, and not the digit, within 80 columns", async () => {
    const compressions = async (column: string) => {
      const { status, stdout } = await probe("--label-column", column)
      expect(status).toBe(0)
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
      const rows = stdout.matchAll(/^hidden\d\.pre +24 +[\d,]+ bits +540 bits +(\d+\.\d\d) +\d+ %$/gm)
      return Array.from(rows, ([, compression]) => Number(compression))
    }
    const [colour, small] = [await compressions("colour"), await compressions("small")]
    expect(colour).toHaveLength(2)
    expect(Math.min(...colour)).toBeGreaterThan(20)
    expect(Math.max(...small)).toBeLessThan(1.1)
  })

  it("prints what the library finds for the same options as JSON", async () => {
    const { stdout } = await probe("--label-column", "small", "--hidden", "4", "--seed", "3", "--json")
    const directory = join(folder.path, "alphas/alpha-1")
    const { manifest } = await readRun(directory)
    const activations = await readRunActivations(directory, manifest)
    const found = await mdlProbe(activations, await readLabels(attributes, "small"), { hidden: 4, seed: 3 })
    expect(JSON.parse(stdout)).toEqual({ run: "alpha-1", ...found })
  })

  it("asks for labels, one for each example", async () => {
    const without = await rote(folder.path, "probe", "alphas/alpha-1")
    expect(without).toMatchObject({ status: 2, stderr: expect.stringContaining("expected --labels FILE") })
    const missing = await probe("--label-column", "shape")
    expect(missing).toMatchObject({ status: 3, stderr: expect.stringContaining("shape") })
  })
})
