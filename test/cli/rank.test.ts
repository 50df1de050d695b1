import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { folderWithRuns } from "./example-runs.js"
import { rote } from "./rote.js"

const alphas = ["0", "0.25", "0.5", "0.75", "1"].map((alpha) => `alphas/alpha-${alpha}`)
const checkpoints = [1, 3, 10, 30].map((epoch) => `checkpoints/epoch-${epoch}`)
const folder = folderWithRuns(
  [...alphas, ...checkpoints],
  ["examples/alphas/alpha-1.npz", "--mi", "none", "--out", "no-pairs/a"],
  ["examples/alphas/alpha-0.npz", "--mi", "none", "--out", "no-pairs/b"],
)

async function ranked(...words: string[]) {
  const { status, stdout } = await rote(folder.path, "rank", ...words, "--json")
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

const order = (ranking: { models: { name: string }[] }) => ranking.models.map(({ name }) => name)

describe("rote rank", () => {
  it("takes a folder for the runs in it and prints tiers, probabilities and the other measures' ranks", async () => {
    const { status, stdout } = await rote(folder.path, "rank", "alphas")
    expect(status).toBe(0)
    expect(stdout).toContain("5 models, 600 examples, all layers")
    expect(stdout).toMatch(/^best by MI +tier +MI +95 % interval +P\(best\) +H +local +kNN$/m)
    expect(stdout).toMatch(/^alpha-1 +\d .* <1 %/m)
    expect(stdout).toMatch(/^─+$/m)
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it("ranks the networks of Colored MNIST as the shortcut in their training data does, without labels", async () => {
    const { rankings } = await ranked("alphas")
    expect(rankings[0].measure).toBe("mutualInformation")
    expect(order(rankings[0]).at(-1)).toBe("alpha-1")
    expect(order(rankings[0]).slice(0, 2).sort()).toEqual(["alpha-0", "alpha-0.25"])
    const best = rankings[0].models.reduce((sum: number, { best }: { best: number }) => sum + best, 0)
    expect(best).toBeCloseTo(1, 9)
  })

  it("turns the order round where learning by heart is feared", async () => {
    const shortcut = await ranked("alphas", "--by", "knn")
    const byHeart = await ranked("alphas", "--by", "knn", "--memorization", "example-level")
    expect(byHeart.rankings[0].measure).toBe("entropyKnn")
    expect(order(byHeart.rankings[0])).toEqual(order(shortcut.rankings[0]).reverse())
  })

  it("ranks by one layer", async () => {
    expect((await ranked("alphas", "--layer", "hidden2.pre")).layer).toBe("hidden2.pre")
    const { status, stderr } = await rote(folder.path, "rank", "alphas", "--layer", "hidden9")
    expect(status).not.toBe(0)
    expect(stderr).toContain("hidden1.pre")
  })

  it("ranks by entropy where mutual information was not measured, and says so where it is asked for", async () => {
    expect((await ranked("no-pairs")).rankings[0].measure).toBe("entropy")
    expect(await rote(folder.path, "rank", "no-pairs", "--by", "mi")).toMatchObject({ status: 2 })
  })

  it("sets the ranking against metrics", async () => {
    const { metrics } = await ranked("alphas", "--against", "examples/alphas.csv")
    const information = metrics.find(({ measure }: { measure: string }) => measure === "mutualInformation")
    expect(information).toMatchObject({ metric: "accuracy", n: 5, method: "exact" })
    expect(information.tau).toBeGreaterThan(0.5)
    expect(information.smallestP).toBeCloseTo(2 / 120, 12)
  })

  it("refuses metrics of other models, listing all that differ", async () => {
    writeFileSync(join(folder.path, "few.csv"), "model,accuracy\nalpha-0,1\nother,0\n")
    const { status, stderr } = await rote(folder.path, "rank", "alphas", "--against", "few.csv")
    expect(status).toBe(3)
    expect(stderr).toContain("none for alpha-0.5, alpha-0.25, alpha-0.75, alpha-1; rows of others: other")
  })

  it("goes through checkpoints in natural order, with what changed, and draws them", async () => {
    const { status, stdout } = await rote(folder.path, "rank", "checkpoints", "--steps", "--figure", "steps.html")
    expect(status).toBe(0)
    const steps = stdout.slice(stdout.indexOf("in order"))
    const rows = [...steps.matchAll(/^epoch-(\d+) /gm)].map(([, epoch]) => Number(epoch))
    expect(rows.slice(0, 4)).toEqual([1, 3, 10, 30])
    expect(readFileSync(join(folder.path, "steps.html"), "utf8")).toContain("Means and their 95 % intervals")
  })

  it("draws the ranking", async () => {
    expect((await rote(folder.path, "rank", "alphas", "--figure", "ranking.svg")).status).toBe(0)
    expect(readFileSync(join(folder.path, "ranking.svg"), "utf8")).toContain("lower is better")
  })

  it("needs two runs", async () => {
    expect(await rote(folder.path, "rank", "alphas/alpha-0")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("two runs or more"),
    })
  })
})
