import { mkdtemp, readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { timed } from "../timed.js"
import { layoutSoFar, watchLayout } from "./layout-shift.js"
import { type OpenedPage, type StaticStudio, staticStudio } from "./page.js"

/** Training takes some seconds of a quiet processor. */
const trained = { timeout: 50_000 }

let studio: StaticStudio

beforeAll(async () => {
  studio = await staticStudio({ base: "/some/where/" })
})
afterAll(() => studio?.close())

const epochOf = (tab: Page) => tab.getByRole("slider", { name: "Epoch" }).getAttribute("aria-valuetext")
const untilDone = (tab: Page) => tab.getByRole("button", { name: "Train again" }).waitFor(trained)
const untilEpoch = (tab: Page, text: string) =>
  tab.waitForFunction(
    (wanted) => document.querySelector(".explorable-transport output")?.textContent === wanted,
    text,
    trained,
  )
const surface = (tab: Page, name: string) => tab.getByRole("region", { name, exact: true }).locator("svg").first()
const cellsOf = (tab: Page, network: string) => tab.locator(`tr[data-network="${network}"] td`).allTextContents()

async function closed({ tab, faults }: OpenedPage): Promise<void> {
  await tab.context().close()
  expect(faults).toEqual([])
}

/** All that the page asks for until it trains, and its size as a host would send it. */
async function firstLoad(): Promise<{ bytes: number; files: string[] }> {
  const page = await studio.open()
  const asked = new Set<string>()
  page.tab.on("request", (request) => asked.add(request.url()))
  await page.tab.reload()
  await untilEpoch(page.tab, "1 of 2500")
  await closed(page)
  const files = [...asked]
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await (await fetch(file)).arrayBuffer(), { level: 9 }).length),
  )
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files }
}

describe("the first load", () => {
  it("is at most 300 kB compressed, scripts of workers included", async () => {
    const { bytes, files } = await firstLoad()
    expect(files.some((file) => file.includes("training-worker"))).toBe(true)
    expect(bytes).toBeLessThan(300_000)
  })

  it("paints within a second, and nothing moves when the figures come", timed, async () => {
    const page = await studio.open()
    await page.tab.evaluate(watchLayout)
    await untilEpoch(page.tab, "2 of 2500")
    const { paint, shift } = await page.tab.evaluate(layoutSoFar)
    expect(paint).toBeLessThan(1000)
    expect(shift).toBeLessThan(0.01)
    await closed(page)
  })
})

describe("training", () => {
  it("begins by itself, and ends where the paper's claim comes out for the usual seed", async () => {
    const page = await studio.open()
    await untilDone(page.tab)
    expect(await epochOf(page.tab)).toBe("2500 of 2500")
    const [plain, shortcut, shuffled] = await Promise.all(
      ["plain", "shortcut", "shuffled"].map(async (name) => (await cellsOf(page.tab, name)).map(Number.parseFloat)),
    )
    const [entropy, information, , , neutral, misleading] = [0, 1, 2, 3, 4, 5]
    expect(shortcut[entropy]).toBeLessThan(plain[entropy])
    expect(shortcut[information]).toBeGreaterThan(plain[information])
    expect(shuffled[entropy]).toBeGreaterThan(plain[entropy])
    expect(shuffled[information]).toBeLessThan(plain[information])
    expect(plain[neutral]).toBeGreaterThan(90)
    expect(shortcut[misleading]).toBeLessThan(50)
    const words = await page.tab.locator(".explorable-words p").allTextContents()
    expect(words).toHaveLength(2)
    for (const sentence of words) expect(sentence).toMatch(/as claimed\).*as claimed\)/)
    await closed(page)
  })

  it("waits for whoever wants no motion", async () => {
    const page = await studio.open("", { reducedMotion: "reduce" })
    await page.tab.getByRole("button", { name: "Train", exact: true }).waitFor()
    await page.tab.locator('tr[data-network="plain"]').waitFor(trained)
    expect(await epochOf(page.tab)).toBe("0 of 2500")
    await closed(page)
  })

  it("pauses, steps, winds back, resets and goes on", async () => {
    const page = await studio.open()
    const { tab } = page
    await untilEpoch(tab, "2 of 2500")
    await tab.getByRole("button", { name: "Pause" }).click()
    await tab.waitForFunction(() => location.hash.includes("epoch="))
    const paused = await epochOf(tab)
    await tab.getByRole("button", { name: "Step" }).click()
    await tab.waitForFunction(
      (before) => document.querySelector(".explorable-transport output")?.textContent !== before,
      paused,
    )
    const there = await surface(tab, "Plain").innerHTML()
    const slider = tab.getByRole("slider", { name: "Epoch" })
    await slider.focus()
    await tab.keyboard.press("Home")
    await untilEpoch(tab, "0 of 2500")
    await expect.poll(() => surface(tab, "Plain").innerHTML()).not.toBe(there)
    await tab.keyboard.press("ArrowRight")
    await untilEpoch(tab, "1 of 2500")
    await tab.getByRole("button", { name: "Reset" }).click()
    await untilEpoch(tab, "0 of 2500")
    await tab.getByRole("button", { name: "Train", exact: true }).click()
    await untilEpoch(tab, "3 of 2500")
    await closed(page)
  })

  it("begins anew with what the sliders and the seed say, and leaves the other networks' settings alone", async () => {
    const page = await studio.open("#/?epoch=4")
    const { tab } = page
    await untilEpoch(tab, "4 of 2500")
    await expect.poll(() => surface(tab, "Plain").locator("path").count()).toBeGreaterThan(3)
    await tab.getByRole("slider", { name: "Strength of the shortcut" }).fill("0")
    await tab.getByRole("slider", { name: "Labels shuffled" }).fill("0.5")
    await tab.getByRole("region", { name: "Shuffled" }).getByText("50 % labels drawn at random").waitFor()
    await tab.waitForFunction(() => /shortcut=0&shuffle=0.5/.test(location.hash))
    await untilEpoch(tab, "20 of 2500")
    await tab.getByRole("button", { name: "Pause" }).click()
    await tab.waitForFunction(() => location.hash.includes("epoch="))
    const [plain, shortcut, shuffled] = await Promise.all(
      ["plain", "shortcut", "shuffled"].map((name) => cellsOf(tab, name)),
    )
    expect(shortcut).toEqual(plain)
    expect(shuffled).not.toEqual(plain)
    await tab.getByRole("button", { name: "Another seed" }).click()
    await tab.waitForFunction(() => location.hash.includes("seed=1"))
    await tab.getByRole("button", { name: "Pause" }).waitFor()
    await expect.poll(() => cellsOf(tab, "plain"), trained).not.toEqual(plain)
    await closed(page)
  })
})

describe("a single neuron", () => {
  const at = "#/?epoch=85&network=plain"

  it("shows where it answers and what it shares, by pointer and by arrow keys", async () => {
    const page = await studio.open(at)
    const { tab } = page
    await untilEpoch(tab, "85 of 2500")
    const list = tab.getByRole("listbox")
    await list.scrollIntoViewIfNeeded()
    await list.getByRole("option", { name: "neuron 3 of layer 2", exact: true }).hover()
    await tab.getByRole("heading", { name: "Neuron 3 of layer 2" }).waitFor()
    await tab.getByRole("img", { name: /Activation of neuron 3 of layer 2/ }).waitFor()
    await tab.getByRole("img", { name: /of layer 2\[3\] with every other neuron/ }).waitFor()
    await list.focus()
    await tab.keyboard.press("ArrowRight")
    await tab.getByRole("img", { name: /Activation of neuron 4 of layer 2/ }).waitFor()
    await tab.keyboard.press("Home")
    await tab.getByRole("img", { name: /Activation of neuron 0 of layer 1/ }).waitFor()
    await tab.waitForFunction(() => !location.hash.includes("neuron="))
    await closed(page)
  })

  it("changes the answer and the accuracies at once when it is switched off, and brings them back", async () => {
    const page = await studio.open(at)
    const { tab } = page
    await untilEpoch(tab, "85 of 2500")
    const now = () => tab.locator("td[data-kind]").allTextContents()
    const answer = () => tab.locator(".explorable-without svg").innerHTML()
    await expect.poll(async () => (await now()).join()).toMatch(/%/)
    const [before, answered] = [await now(), await answer()]
    const list = tab.getByRole("listbox")
    await list.focus()
    for (let neuron = 0; neuron < 16; neuron++) {
      await tab.keyboard.press("Space")
      await tab.keyboard.press("ArrowRight")
    }
    await expect.poll(now).not.toEqual(before)
    await expect.poll(answer).not.toBe(answered)
    await tab.getByText("Without 16 of its 32 neurons").waitFor()
    await tab.getByRole("button", { name: "All on" }).click()
    await expect.poll(now).toEqual(before)
    await closed(page)
  })
})

it("an address brings the view back", async () => {
  const at = "#/?shortcut=0.5&seed=3&epoch=11&z=-3&network=shuffled&neuron=20&off=4&off=20"
  const page = await studio.open(at)
  const { tab } = page
  await untilEpoch(tab, "11 of 2500")
  expect(await tab.getByRole("slider", { name: "Strength of the shortcut" }).inputValue()).toBe("0.5")
  expect(await tab.getByRole("spinbutton", { name: "Seed" }).inputValue()).toBe("3")
  expect(await tab.getByRole("radio", { name: "outer" }).isChecked()).toBe(true)
  await tab.getByRole("heading", { name: "Neuron 4 of layer 2" }).waitFor()
  await tab.getByText("Without 2 of its 32 neurons").waitFor()
  await tab.getByRole("button", { name: "Train", exact: true }).waitFor()
  expect(new URL(tab.url()).hash).toBe(at)
  await closed(page)
})

it("every figure saves as SVG and PNG", async () => {
  const page = await studio.open("#/?epoch=3")
  const folder = await mkdtemp(join(tmpdir(), "rote-"))
  const save = async (name: string) => {
    const [download] = await Promise.all([
      page.tab.waitForEvent("download"),
      page.tab.getByRole("button", { name, exact: true }).click(),
    ])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return readFile(path)
  }
  expect((await save("Save rote-surface-plain as SVG")).toString()).toMatch(/^<svg[\s\S]*<\/svg>$/)
  expect((await save("Save rote-entropy as PNG")).subarray(1, 4).toString()).toBe("PNG")
  await closed(page)
})

it("can be used by keyboard alone", async () => {
  const page = await studio.open("#/?epoch=4")
  const { tab } = page
  await untilEpoch(tab, "4 of 2500")
  const tabTo = async (wanted: string) => {
    const focused = () =>
      tab.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null
        return element?.labels?.[0]?.textContent ?? element?.getAttribute("aria-label") ?? element?.textContent ?? ""
      })
    for (let presses = 0; presses < 60 && (await focused()) !== wanted; presses++) await tab.keyboard.press("Tab")
    expect(await focused()).toBe(wanted)
  }
  await tabTo("Train")
  await tab.keyboard.press("Enter")
  await tab.getByRole("button", { name: "Pause" }).waitFor()
  await tab.keyboard.press("Space")
  await tab.getByRole("button", { name: "Train", exact: true }).waitFor()
  await tabTo("Epoch")
  await tab.keyboard.press("Home")
  await untilEpoch(tab, "0 of 2500")
  await tabTo("Neurons: arrow keys choose one, Space switches it off and on")
  await tab.keyboard.press("ArrowDown")
  await tab.keyboard.press("Space")
  await tab.getByText("Without 1 of its 32 neurons").waitFor()
  await closed(page)
})

it("works on a phone: one network at a time, nothing to scroll sideways", async () => {
  const page = await studio.open("#/?epoch=0", { viewport: { width: 390, height: 844 } })
  const { tab } = page
  await tab.getByRole("region", { name: "Shortcut" }).waitFor()
  expect(await tab.getByRole("region", { name: "Plain" }).isVisible()).toBe(false)
  await tab.getByRole("radio", { name: "Plain" }).first().check({ force: true })
  await surface(tab, "Plain").waitFor()
  expect(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await closed(page)
})
