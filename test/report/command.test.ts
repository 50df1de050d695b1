import { execFile } from "node:child_process"
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { svgToPng } from "#src/report/png-node.js"
import { writeRun } from "#src/store/index.js"
import { sampleMeasurement } from "../plots/sample-measurement.js"

const program = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url))
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rote-report-command-"))
  await writeRun(sampleMeasurement(), join(folder, "plain"))
  await writeRun(sampleMeasurement({ seed: 2, entropyShift: -1, informationFactor: 2 }), join(folder, "shortcut"))
  const other = sampleMeasurement()
  other.settings.entropy.bins = 50
  await writeRun(other, join(folder, "other-bins"))
  await writeRun({ ...sampleMeasurement(), examples: 400 }, join(folder, "fewer-examples"))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function rote(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

describe("rote report", () => {
  it("writes the report of runs read from disk, named after their folders, and says where", async () => {
    const { code, stdout } = await rote("report", "plain", "shortcut", "-o", "pages/both.html")
    expect({ code, stdout }).toEqual({ code: 0, stdout: "pages/both.html\n" })
    const page = await readFile(join(folder, "pages/both.html"), "utf8")
    expect(page).toContain("<strong>shortcut</strong> against <strong>plain</strong>: lower entropy")
    expect(page).toContain("the sign of a shortcut")
  })

  it("writes over nothing but a page", async () => {
    const manifest = await readFile(join(folder, "plain/manifest.json"), "utf8")
    const { code, stderr } = await rote("report", "plain", "-o", "plain/manifest.json")
    expect(code).toBe(2)
    expect(stderr).toContain("--output: expected a file name that ends in .html, found plain/manifest.json")
    expect(await readFile(join(folder, "plain/manifest.json"), "utf8")).toBe(manifest)
  })

  it("writes every figure as SVG and PNG", async () => {
    const { stdout } = await rote("report", "plain", "shortcut", "--figures", "figures")
    const names = [
      "entropy",
      "entropy-local",
      "entropy-knn",
      "mutual-information-density",
      "mutual-information-density-layer-1",
      "mutual-information-density-layer-2",
      "mutual-information-density-layer-3",
      "mutual-information-matrix-run-1",
      "mutual-information-matrix-run-2",
    ]
    const files = names.flatMap((name) => [`${name}.svg`, `${name}.png`])
    expect(stdout.trim().split("\n")).toEqual(["report.html", ...files.map((file) => join("figures", file))])
    expect((await readdir(join(folder, "figures"))).sort()).toEqual([...files].sort())
    const svg = await readFile(join(folder, "figures/entropy.svg"), "utf8")
    const png = await readFile(join(folder, "figures/entropy.png"))
    expect(png.subarray(1, 4).toString()).toBe("PNG")
    expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)![1]))
  })

  it("takes a folder of runs for the runs in it", async () => {
    const runs = join(folder, "runs")
    await writeRun(sampleMeasurement(), join(runs, "step-2"))
    await writeRun(sampleMeasurement({ seed: 2 }), join(runs, "step-10"))
    expect((await rote("report", "runs", "-o", "runs.html")).code).toBe(0)
    expect(await readFile(join(folder, "runs.html"), "utf8")).toContain("<title>step-2 and step-10")
  })

  it.each([
    ["with different settings", "other-bins", "entropy.bins 100, 50"],
    ["on other examples", "fewer-examples", "examples 2500, 400"],
  ])("refuses runs measured %s and writes nothing", async (_, other, difference) => {
    const { code, stdout, stderr } = await rote("report", "plain", other, "-o", "refused.html")
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" })
    expect(stderr).toContain(difference)
    expect(await readdir(folder)).not.toContain("refused.html")
  })

  it("names the folder that is no run", async () => {
    await mkdir(join(folder, "empty"), { recursive: true })
    await writeFile(join(folder, "empty/notes.txt"), "")
    const { code, stderr } = await rote("report", "empty")
    expect(code).toBe(3)
    expect(stderr).toContain("empty")
  })

  it("refuses a run given twice", async () => {
    const { code, stderr } = await rote("report", "plain", "./plain")
    expect(code).toBe(2)
    expect(stderr).toContain("each run once")
  })
})

describe("PNG", () => {
  const picture = (content: string) =>
    svgToPng(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20">${content}</svg>`)

  it("shows text in the font that comes with the package, whatever family is asked for", () => {
    const text = (family: string) => picture(`<text x="4" y="14" font-family="${family}">entropy αβ</text>`)
    expect(text("Inter").length).toBeGreaterThan(picture("").length + 300)
    expect(text("no such family, sans-serif")).toEqual(text("Inter"))
  })
})
