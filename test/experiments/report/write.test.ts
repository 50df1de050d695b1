import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { loadModels, writeExperimentReport } from "#src/experiments/report/write-experiment-report-node.js"
import { writeRun } from "#src/store/index.js"
import { launchBrowser } from "../../browser.js"
import { runOf, sampleModels } from "./sample-experiment.js"

let browser: Browser
let folder: string
let paths: string[]
const models = await sampleModels({ layerNames: ["<b>first</b>", "second"] })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rote-experiment-"))
  for (const { result, measurements } of models) {
    const place = join(folder, "models", result.spec.id)
    await writeRun(measurements.pre, join(place, "pre"))
    await writeRun(measurements.post, join(place, "post"))
  }
  paths = await writeExperimentReport(runOf(models), folder)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

it("models are read with their measurements on the first side, each its own", async () => {
  const loaded = await loadModels(folder, models)
  expect(loaded).toHaveLength(models.length)
  for (const [index, { measurement }] of loaded.entries()) {
    expect(measurement.neuronTable).toEqual(models[index].measurements.pre.neuronTable)
    expect(measurement.mutualInformation).toEqual(models[index].measurements.pre.mutualInformation)
  }
})

it("the page is written first, then every figure as SVG and PNG in the light theme's colours", async () => {
  const names = ["entropy", "mutual-information", "scale-pre", "scale-post", "rectifiers", "epochs"]
  const files = names.flatMap((name) => [`figures/beta-${name}.svg`, `figures/beta-${name}.png`])
  expect(paths).toEqual(["report.html", ...files].map((file) => join(folder, file)))
  for (const path of paths.slice(1)) {
    const bytes = await readFile(path)
    if (path.endsWith(".png")) {
      expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG")
      expect(bytes.readUInt32BE(16)).toBe(2 * (900 + 2 * 12))
    } else {
      expect(bytes.toString()).toContain('fill="#ffffff"')
      expect(bytes.toString()).not.toContain("var(--")
    }
  }
})

describe("opened from disk", () => {
  async function open(width: number, scheme: "light" | "dark" = "light") {
    const isMobile = width < 500
    const page = await browser.newPage({ viewport: { width, height: 800 }, isMobile, colorScheme: scheme })
    const faults: string[] = []
    const address = pathToFileURL(paths[0]).href
    page.on("console", (message) => faults.push(message.text()))
    page.on("pageerror", (error) => faults.push(error.message))
    page.on("request", (request) => request.url() !== address && faults.push(request.url()))
    await page.goto(address)
    return { page, faults }
  }

  it.each([375, 1280])("it makes no request and no error and does not scroll sideways at %i px", async (width) => {
    const { page, faults } = await open(width)
    await page.getByRole("button", { name: "Dark theme" }).waitFor()
    expect(faults).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    const shown = page.locator(width < 500 ? ".narrow svg" : ".wide svg")
    expect(
      await shown.evaluateAll((drawings) => drawings.every((svg) => svg.getBoundingClientRect().width > 300)),
    ).toBe(true)
    expect(await page.locator("figure svg:visible").count()).toBe(6)
    await page.close()
  })

  it("its letters are no smaller than ten pixels, on a phone as well", async () => {
    for (const width of [375, 1280]) {
      const { page } = await open(width)
      const least = await page.locator("figure svg:visible").evaluateAll((drawings) =>
        Math.min(
          ...drawings.map((svg) => {
            const scale = svg.getBoundingClientRect().width / Number(svg.getAttribute("width"))
            return scale * Number.parseFloat(getComputedStyle(svg).fontSize)
          }),
        ),
      )
      expect(least).toBeGreaterThan(10)
      await page.close()
    }
  })

  it("it is dark for those who prefer it, figures too, until the button changes it", async () => {
    const { page } = await open(1280, "dark")
    const colours = () =>
      page.evaluate(() => {
        const word = document.querySelector(".wide svg text")!
        return [getComputedStyle(document.body).backgroundColor, getComputedStyle(word).fill]
      })
    expect(await colours()).toEqual(["rgb(21, 24, 28)", "rgb(231, 234, 237)"])
    await page.getByRole("button", { name: "Light theme" }).click()
    expect(await colours()).toEqual(["rgb(255, 255, 255)", "rgb(29, 33, 38)"])
    await page.close()
  })

  it("its sections, tables and figures have names", async () => {
    const { page } = await open(1280)
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll("section, [role=region], svg[role=img], button")]
        .filter((element) => {
          const label = document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent
          return (label ?? element.getAttribute("aria-label") ?? element.textContent ?? "").trim() === ""
        })
        .map((element) => element.outerHTML.slice(0, 80)),
    )
    expect(unnamed).toEqual([])
    expect(await page.locator("h1").count()).toBe(1)
    await page.close()
  })
})
