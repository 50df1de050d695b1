import { readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import type { Download, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Measurement } from "#src/estimators/measurement.js"
import { decimal } from "#src/report/numbers.js"
import { neuronLabels } from "#src/report/report-run.js"
import { writeRun } from "#src/store/index.js"
import { type TilePlace, tilesInView } from "../../studio/heat-map/tiles.js"
import { parseView, type View } from "../../studio/heat-map/view.js"
import { sampleMeasurement } from "../plots/sample-measurement.js"
import { type StudioServer, studioServer } from "./studio-server.js"

const widths = [400, 300, 200]
const size = 900
const measurements: Record<string, Measurement> = {
  one: sampleMeasurement({ widths }),
  two: sampleMeasurement({ widths, seed: 2, informationFactor: 2 }),
  torn: sampleMeasurement({ widths }),
  bare: sampleMeasurement({ mutualInformation: false }),
  lonely: sampleMeasurement({ widths: [1], deadEvery: 0 }),
}
/** Narrow enough for several pairs to share a point of the screen. */
const phone = { viewport: { width: 390, height: 844 } }
const labels = neuronLabels(measurements.one)

let studio: StudioServer

beforeAll(async () => {
  studio = await studioServer()
  for (const [name, measurement] of Object.entries(measurements)) await writeRun(measurement, join(studio.folder, name))
  await rm(join(studio.folder, "torn", "mutual-information.zarr", "c", "0", "0"))
})

afterAll(() => studio?.close())

interface Map {
  tab: Page
  faults: string[]
  /** The tiles asked for so far, in their order. */
  tiles: (TilePlace & { run: string; order: string })[]
  /** The orders of rows that the server gave. */
  orders: number[][]
  /** What the address says of the view. */
  view: () => View
  readOut: () => Promise<string | null>
}

/** The heat maps of some runs, once each has something on it. */
async function open(runs: string[], query = "", options = {}): Promise<Map> {
  const { tab, faults } = await studio.open("#/runs", options)
  const tiles: Map["tiles"] = []
  tab.on("request", (request) => {
    const url = new URL(request.url())
    if (!url.pathname.startsWith("/api/matrix/")) return
    const [level, row, column] = ["level", "row", "column"].map((name) => Number(url.searchParams.get(name)))
    tiles.push({ run: url.pathname.split("/")[3], order: url.searchParams.get("order")!, level, row, column })
  })
  const orders: number[][] = []
  tab.on("response", async (response) => {
    if (new URL(response.url()).pathname.startsWith("/api/order/")) orders.push(await response.json())
  })
  const picked = runs.map((run) => `run=${run}`).join("&")
  await tab.evaluate((hash) => location.assign(hash), `#/compare?${picked}&view=matrix${query}`)
  await tab
    .locator(".heat-map")
    .nth(runs.length - 1)
    .waitFor()
  await drawn(tab)
  return {
    tab,
    faults,
    tiles,
    orders,
    view: () => parseView(new URLSearchParams(tab.url().split("?").at(-1)).get("zoom")),
    readOut: () => tab.locator(".heat-map-read-out").first().textContent(),
  }
}

async function drawn(tab: Page): Promise<void> {
  await tab.waitForFunction(() => document.querySelector(".heat-map [role=status]") === null)
}

/** What a read-out says of a pair of rows, in an order. */
function pairText(row: number, column: number, order?: number[]): string {
  const [i, j] = [row, column].map((place) => order?.[place] ?? place)
  const value = measurements.one.mutualInformation!.values[i * size + j]
  return `${labels[i]} and ${labels[j]}: ${decimal(value, 4)} nats`
}

function inView(view: View, tile: TilePlace): boolean {
  return tilesInView(view, size, tile.level).some(({ row, column }) => row === tile.row && column === tile.column)
}

describe("a heat map", () => {
  it("asks for finer tiles as one zooms, and only for those in view", async () => {
    const { tab, tiles, view, faults } = await open(["one"], "", phone)
    const whole = tiles.length
    expect(Math.min(...tiles.map(({ level }) => level))).toBeGreaterThan(0)
    for (const span of [0.5, 0.25, 0.125]) {
      await tab.getByRole("button", { name: "Zoom in" }).click()
      await expect.poll(() => view().span).toBe(span)
    }
    await expect.poll(() => tiles.some(({ level }) => level === 0)).toBe(true)
    const half = { x: 0.25, y: 0.25, span: 0.5 }
    expect(tiles.slice(whole).filter((tile) => !inView(half, tile))).toEqual([])
    const finest = tiles.filter(({ level }) => level === 0)
    expect(finest.length).toBeLessThan(16)
    expect(faults).toEqual([])
  })

  it("reads out the pair under the keyboard's cursor as the run has it", async () => {
    const { tab, readOut } = await open(["one"])
    await tab.locator("canvas").focus()
    await tab.keyboard.press("ArrowUp")
    await expect.poll(readOut).toBe(pairText(449, 450))
    await tab.keyboard.press("Shift+ArrowRight")
    await expect.poll(readOut).toBe(pairText(449, 460))
    for (let i = 0; i < 11; i++) await tab.keyboard.press("ArrowLeft")
    expect(await readOut()).toBe(`${labels[449]} with itself: not shown`)
    expect(await tab.locator("output").getAttribute("aria-live")).toBe("polite")
  })

  it("reads out the pair under the pointer", async () => {
    const { tab, readOut } = await open(["one"], "&zoom=0.5,0.5,0.01")
    const box = (await tab.locator("canvas").boundingBox())!
    const cell = (box.width - 22) / 9
    await tab.mouse.move(box.x + 22 + 2.5 * cell, box.y + 22 + 0.5 * cell)
    await expect.poll(readOut).toBe(pairText(450, 452))
    await tab.mouse.move(0, 0)
    await expect.poll(readOut).toMatch(/^Point at a cell/)
  })

  it("zooms by wheel and double click, moves by dragging, and shows all again at Home", async () => {
    const { tab, view } = await open(["one"])
    const box = (await tab.locator("canvas").boundingBox())!
    const [x, y] = [box.x + 0.75 * box.width, box.y + 0.25 * box.height]
    await tab.mouse.move(x, y)
    await tab.mouse.wheel(0, -60)
    await expect.poll(() => view().span).toBeCloseTo(Math.exp(-0.3), 3)
    await tab.mouse.dblclick(x, y)
    await expect.poll(() => view().span).toBeCloseTo(Math.exp(-0.3) / 2, 3)
    const before = view()
    await tab.mouse.down()
    await tab.mouse.move(x - 60, y + 30, { steps: 4 })
    await tab.mouse.up()
    const perPixel = before.span / (box.width - 22)
    await expect.poll(() => view().x).toBeCloseTo(before.x + 60 * perPixel, 3)
    expect(view().y).toBeCloseTo(before.y - 30 * perPixel, 3)
    await tab.locator("canvas").press("Home")
    await expect.poll(() => tab.url()).not.toContain("zoom=")
  })

  it("zooms by two fingers", async () => {
    const { tab, view } = await open(["one"], "", { ...phone, hasTouch: true })
    await tab.locator("canvas").scrollIntoViewIfNeeded()
    const box = (await tab.locator("canvas").boundingBox())!
    const session = await tab.context().newCDPSession(tab)
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number) => {
      const points = [-apart, apart].map((from, id) => ({ x: box.x + 180 + from, y: box.y + 180, id }))
      return session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : points })
    }
    await touch("touchStart", 20)
    for (const apart of [30, 40, 60, 80]) await touch("touchMove", apart)
    await touch("touchEnd", 0)
    await expect.poll(() => view().span).toBeLessThan(0.35)
    expect(view().span).toBeGreaterThan(0.2)
  })

  it("has the order of clusters that the server gave, every neuron once", async () => {
    const { tab, readOut, tiles, orders } = await open(["one"])
    await tab.getByRole("radio", { name: "Clusters" }).check()
    await expect.poll(() => orders.length).toBe(1)
    const order = orders[0]
    const rows = Array.from({ length: size }, (_, row) => row)
    expect(order.toSorted((a, b) => a - b)).toEqual(rows)
    expect(order).not.toEqual(rows)
    await expect.poll(() => tiles.some((tile) => tile.order === "clusters")).toBe(true)
    await drawn(tab)
    await tab.locator("canvas").focus()
    await tab.keyboard.press("ArrowUp")
    await expect.poll(readOut).toBe(pairText(449, 450, order))
    expect(await tab.getByLabel("Colours of the layers").textContent()).toContain(measurements.one.layers[2].name)
  })

  it("is as it was where its address is opened again", async () => {
    const { tab, tiles, readOut, orders } = await open(["one"], "&order=clusters&zoom=0.75,0.25,0.125")
    expect(await tab.getByRole("radio", { name: "Clusters" }).isChecked()).toBe(true)
    const view = { x: 0.75, y: 0.25, span: 0.125 }
    await expect.poll(() => tiles.some(({ level }) => level === 0)).toBe(true)
    expect(tiles.filter((tile) => tile.order !== "clusters" || !inView(view, tile))).toEqual([])
    await tab.locator("canvas").focus()
    await tab.keyboard.press("ArrowRight")
    await expect.poll(readOut).toBe(pairText(281, 732, orders[0]))
  })

  it("saves all of the matrix as SVG and PNG", async () => {
    const { tab } = await open(["one"], "&order=clusters")
    const save = async (kind: string): Promise<Download> => {
      const [download] = await Promise.all([
        tab.waitForEvent("download"),
        tab.getByRole("button", { name: `Save the matrix of one as ${kind}` }).click(),
      ])
      return download
    }
    const svg = await save("SVG")
    expect(svg.suggestedFilename()).toBe("one-mutual-information.svg")
    const text = await readFile(await svg.path(), "utf8")
    expect(text).toMatch(/^<svg .*in the order of clusters/s)
    expect(text).toContain("mutual information, nats")
    const png = await readFile(await (await save("PNG")).path())
    expect(png.subarray(1, 4).toString()).toBe("PNG")
    expect(png.readUInt32BE(16)).toBeGreaterThan(1400)
  })

  it("says what is damaged in place of what cannot be shown, and asks again", async () => {
    const { tab, tiles } = await open(["torn"])
    const alert = tab.getByRole("alert")
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/rote measure/)
    const asked = tiles.length
    await alert.getByRole("button", { name: "Try again" }).click()
    await expect.poll(() => tiles.length).toBeGreaterThan(asked)
  })

  it("says so where no pair was measured", async () => {
    const { tab } = await studio.open("#/compare?run=bare&view=matrix")
    await tab.getByRole("heading", { name: "No pairs were measured" }).waitFor()
    await tab.goto(`${studio.url}#/compare?run=lonely&view=matrix`)
    await tab.getByText("only one neuron was measured").waitFor()
  })
})

describe("several heat maps", () => {
  it("show the same part and the same pair, in the same colours", async () => {
    const { tab, tiles, view } = await open(["one", "two"])
    await tab.locator("canvas").nth(1).focus()
    await tab.keyboard.press("ArrowUp")
    await tab.keyboard.press("+")
    await tab.keyboard.press("+")
    await tab.keyboard.press("+")
    await expect.poll(() => view().span).toBe(0.125)
    const finest = (run: string) =>
      tiles.flatMap((tile) => (tile.run === run && tile.level === 0 ? `${tile.row} ${tile.column}` : [])).sort()
    await expect.poll(() => finest("one").includes("1 1") && finest("two").includes("1 1")).toBe(true)
    await expect.poll(() => finest("one").join() === finest("two").join()).toBe(true)
    const readOuts = tab.locator(".heat-map-read-out")
    const value = (run: string) => decimal(measurements[run].mutualInformation!.values[449 * size + 450], 4)
    await expect
      .poll(() => readOuts.allTextContents())
      .toEqual([
        `${labels[449]} and ${labels[450]}: ${value("one")} nats`,
        `${labels[449]} and ${labels[450]}: ${value("two")} nats`,
      ])
    expect(await readOuts.evaluateAll((all) => all.map((each) => each.getAttribute("aria-live")))).toEqual([
      "off",
      "polite",
    ])
    expect(await tab.locator(".heat-maps-key svg").count()).toBe(1)
  })
})
