import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ReportRun } from "#src/report/report-run.js"
import { writeReport } from "#src/report/write-node.js"
import { launchBrowser } from "../browser.js"
import { timed } from "../timed.js"
import { sampleRun, threeRuns } from "./runs.js"

const hostile = `<img src=x onerror="document.title='taken'">`
const reports: Record<string, ReportRun[]> = {
  three: threeRuns(),
  large: [sampleRun("large", { widths: [400, 350, 250] })],
  hostile: [
    sampleRun(hostile, { layerNames: [hostile, "</script><script>document.title='taken'</script>", "a".repeat(400)] }),
  ],
  bare: [sampleRun("bare", { mutualInformation: false })],
  lonely: [sampleRun("lonely", { widths: [1], deadEvery: 0 })],
  dead: [sampleRun("dead", { widths: [6, 6], allDead: true })],
}

let browser: Browser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rote-report-"))
  for (const [name, runs] of Object.entries(reports)) await writeReport(runs, join(folder, `${name}.html`))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

interface Opened {
  page: Page
  /** Errors of the console and the page, and requests for anything but the file itself. */
  faults: string[]
}

async function open(name: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const page = await browser.newPage(options)
  const faults: string[] = []
  const address = pathToFileURL(join(folder, `${name}.html`)).href
  page.on("console", (message) => faults.push(message.text()))
  page.on("pageerror", (error) => faults.push(error.message))
  page.on("request", (request) => request.url() !== address && faults.push(request.url()))
  await page.goto(address)
  await page.waitForFunction(() => document.querySelector("#neurons tbody tr") !== null)
  return { page, faults }
}

describe("opened from disk", () => {
  for (const name of Object.keys(reports)) {
    it(`the report "${name}" makes no request and no error`, async () => {
      const { page, faults } = await open(name)
      await page.mouse.wheel(0, 4000)
      expect(faults).toEqual([])
      expect(await page.title()).not.toBe("taken")
      await page.close()
    })

    it(`the report "${name}" fits a phone of 375 px without sideways scrolling`, async () => {
      const { page } = await open(name, { viewport: { width: 375, height: 700 }, isMobile: true, hasTouch: true })
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBe(375)
      await page.close()
    })
  }

  it("it prints on white at the width of A4, whatever the theme", async () => {
    const { page } = await open("three", { viewport: { width: 718, height: 1000 }, colorScheme: "dark" })
    await page.emulateMedia({ media: "print", colorScheme: "dark" })
    expect(await background(page)).toBe("rgb(255, 255, 255)")
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(718)
    await page.close()
  })

  it("its landmarks, headings and controls have names", async () => {
    const { page } = await open("three")
    const unnamed = await page.evaluate(() => {
      const controls = [...document.querySelectorAll<HTMLElement>("button, select, input, canvas, svg[role=img]")]
      return controls
        .filter((control) => !control.closest("[hidden]"))
        .filter((control) => {
          const label =
            control.closest("label")?.textContent ?? control.getAttribute("aria-label") ?? control.textContent
          return (label ?? "").trim() === ""
        })
        .map((control) => control.outerHTML)
    })
    expect(unnamed).toEqual([])
    expect(await page.locator("h1").count()).toBe(1)
    expect(await page.locator("html").getAttribute("lang")).toBe("en")
    await page.close()
  })
})

describe("the theme", () => {
  it("is the reader's own until the button changes it", async () => {
    const { page } = await open("three", { colorScheme: "dark" })
    expect(await background(page)).toBe("rgb(21, 24, 28)")
    await page.getByRole("button", { name: "Light theme" }).click()
    expect(await background(page)).toBe("rgb(255, 255, 255)")
    await page.getByRole("button", { name: "Dark theme" }).click()
    expect(await background(page)).toBe("rgb(21, 24, 28)")
    await page.close()
  })
})

describe("the neuron table", () => {
  const field = (page: Page, name: string) => page.locator(`#neurons [data-field="${name}"]`)
  const column = (page: Page, index: number) =>
    page.locator(`#neurons tbody tr > :nth-child(${index})`).allTextContents()

  it("sorts by a column, downwards first, and back", async () => {
    const { page } = await open("three")
    const { entropy } = reports.three[0].measurement.neuronTable
    const sorted = [...entropy].sort((a, b) => b - a)
    await page.locator("#neurons thead button", { hasText: /^Entropy$/ }).click()
    expect(await column(page, 3)).toEqual(sorted.slice(0, 25).map((value) => value.toFixed(3)))
    expect(await page.locator("#neurons th[aria-sort]").getAttribute("aria-sort")).toBe("descending")
    await page.locator("#neurons thead button", { hasText: /^Entropy$/ }).click()
    expect((await column(page, 3)).slice(0, 5)).toEqual(Array(5).fill("0.000"))
    await page.close()
  })

  it("filters by text, layer and flag, and tells how many are left", async () => {
    const { page } = await open("three")
    const count = field(page, "count")
    expect(await count.textContent()).toBe("1–25 of 60")
    await field(page, "text").fill("HIDDEN2[1")
    expect(await count.textContent()).toBe("1–11 of 11 (60 in all)")
    await field(page, "text").fill("")
    await field(page, "layer").selectOption("hidden3")
    expect(await count.textContent()).toBe("1–16 of 16 (60 in all)")
    await field(page, "flag").selectOption("dead")
    expect(await column(page, 1)).toEqual(["hidden3[10]"])
    await field(page, "text").fill("nothing like it")
    expect(await count.textContent()).toBe("No neurons (60 in all)")
    await page.close()
  })

  it("turns pages and shows another run, keeping the layer", async () => {
    const { page } = await open("three")
    await page.getByRole("button", { name: "Next" }).click()
    expect((await column(page, 1))[0]).toBe("hidden2[1]")
    await field(page, "layer").selectOption("hidden2")
    await field(page, "run").selectOption("shortcut")
    const value = reports.three[1].measurement.neuronTable.entropy[24]
    expect((await column(page, 3))[0]).toBe(value.toFixed(3))
    expect(await field(page, "layer").locator("option:checked").textContent()).toBe("hidden2")
    await page.close()
  })
})

describe("the matrix", () => {
  const { mutualInformation, neurons } = reports.large[0].measurement
  const value = (row: number, column: number) => mutualInformation!.values[row * neurons + column].toFixed(4)

  /** The middle of a cell on the page, at full size. */
  async function place(page: Page, row: number, column: number) {
    const canvas = page.locator("canvas")
    await canvas.scrollIntoViewIfNeeded()
    const box = (await canvas.boundingBox())!
    const cell = (box.width - 22) / neurons
    return { x: box.x + 22 + (column + 0.5) * cell, y: box.y + 22 + (row + 0.5) * cell }
  }

  const view = (page: Page) =>
    page.locator("canvas").evaluate(async (canvas) => {
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      return canvas.dataset.view!.split(",").map(Number)
    })

  it("tells the pair under the pointer and its value, to the decimals it shows", async () => {
    const { page } = await open("large", { viewport: { width: 1200, height: 1000 } })
    const readout = page.locator(".map output")
    // At this width a cell is smaller than a pixel: the wheel brings it near first.
    const { x, y } = await place(page, 500, 100)
    await page.mouse.move(x, y)
    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, -100)
    const [left, top, span] = await view(page)
    expect(span).toBe(8)
    const [, row, column, shown] = /^hidden2\[(\d+)\] and hidden1\[(\d+)\]: ([\d.]+) nats$/
      .exec((await readout.textContent())!)!
      .map(Number)
    expect(Math.abs(row + 400 - 500)).toBeLessThan(2)
    expect(Math.abs(column - 100)).toBeLessThan(2)
    expect(shown.toFixed(4)).toBe(value(row + 400, column))
    expect(row + 400).toBeGreaterThanOrEqual(Math.floor(top))
    expect(column).toBeGreaterThanOrEqual(Math.floor(left))
    await page.close()
  })

  it("moves with a drag while it is zoomed", async () => {
    const { page } = await open("large", { viewport: { width: 1200, height: 1000 } })
    const { x, y } = await place(page, 500, 500)
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, -200)
    const [left, top, span] = await view(page)
    expect(span).toBeLessThan(neurons)
    await page.mouse.down()
    await page.mouse.move(x - 60, y - 30)
    await page.mouse.up()
    const [leftAfter, topAfter] = await view(page)
    expect(leftAfter).toBeGreaterThan(left)
    expect(topAfter).toBeGreaterThan(top)
    await page.getByRole("button", { name: "Show all" }).click()
    expect(await view(page)).toEqual([0, 0, neurons])
    await page.close()
  })

  it("zooms where two fingers part", async () => {
    const { page } = await open("large", { viewport: { width: 375, height: 700 }, isMobile: true, hasTouch: true })
    const { x, y } = await place(page, 500, 500)
    const fingers = async (type: "touchStart" | "touchMove" | "touchEnd", apart: number) =>
      devtools.send("Input.dispatchTouchEvent", {
        type,
        touchPoints:
          type === "touchEnd"
            ? []
            : [
                { x: x - apart, y, id: 0 },
                { x: x + apart, y, id: 1 },
              ],
      })
    const devtools = await page.context().newCDPSession(page)
    await fingers("touchStart", 20)
    for (const apart of [30, 40]) await fingers("touchMove", apart)
    await fingers("touchEnd", 0)
    const [left, , span] = await view(page)
    expect(span).toBeCloseTo(neurons / 2, -1)
    expect(left + span / 2).toBeCloseTo(500, -1)
    await page.close()
  })

  it("is read and zoomed by the keyboard alone", async () => {
    const { page } = await open("large")
    const readout = page.locator(".map output")
    await page.locator("canvas").focus()
    await page.keyboard.press("ArrowRight")
    expect(await readout.textContent()).toBe(`hidden2[100] and hidden2[101]: ${value(500, 501)} nats`)
    await page.keyboard.press("Shift+ArrowDown")
    expect(await readout.textContent()).toBe(`hidden2[110] and hidden2[101]: ${value(510, 501)} nats`)
    await page.keyboard.press("+")
    expect((await view(page))[2]).toBe(neurons / 2)
    await page.keyboard.press("0")
    expect((await view(page))[2]).toBe(neurons)
    await page.close()
  })

  it("says nothing of a neuron with itself", async () => {
    const { page } = await open("three")
    const canvas = page.locator("canvas").first()
    await canvas.focus()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowLeft")
    expect(await page.locator(".map output").first().textContent()).toBe("hidden2[6] with itself: not shown")
    await page.close()
  })

  it("leaves the page to scroll where there is nothing to zoom out of", async () => {
    const { page } = await open("large", { viewport: { width: 1200, height: 800 } })
    const { x, y } = await place(page, 300, 300)
    await page.mouse.move(x, y)
    const before = await page.evaluate(() => scrollY)
    await page.mouse.wheel(0, 200)
    await page.waitForFunction((start) => scrollY > start, before)
    expect((await view(page))[2]).toBe(neurons)
    await page.close()
  })

  it("of 1,000 neurons is redrawn within a frame's time or two", timed, async () => {
    const { page } = await open("large", { viewport: { width: 1200, height: 1000 } })
    const milliseconds = await page.evaluate(async () => {
      const canvas = document.querySelector("canvas")!
      const start = performance.now()
      for (let turn = 0; turn < 30; turn++) {
        canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: turn % 2 === 0 ? -80 : 40, cancelable: true }))
        await new Promise(requestAnimationFrame)
      }
      return (performance.now() - start) / 30
    })
    expect(milliseconds).toBeLessThan(50)
    await page.close()
  })
})

async function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor)
}
