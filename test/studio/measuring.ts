import { readFileSync } from "node:fs"
import { basename } from "node:path"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { rote } from "../cli/rote.js"

/** As if a person had dropped the file on the page, once it is there. */
export async function drop(tab: Page, path: string): Promise<void> {
  await tab.waitForSelector("main h1")
  await tab.evaluate(
    ([name, base64]) => {
      const dropped = new DataTransfer()
      dropped.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name))
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }))
    },
    [basename(path), readFileSync(path).toString("base64")],
  )
}

/** A file `huge.csv` that says it has ten terabytes, of which there are three bytes to read. */
export async function dropHuge(tab: Page): Promise<void> {
  await tab.waitForSelector("main h1")
  await tab.evaluate(() => {
    const file = new File(["1,2"], "huge.csv")
    Object.defineProperty(file, "size", { value: 1e13 })
    const dropped = new DragEvent("drop", { bubbles: true })
    Object.defineProperty(dropped, "dataTransfer", { value: { types: ["Files"], files: [file] } })
    document.body.dispatchEvent(dropped)
  })
}

/** Until one more is measured. */
export async function measureHere(tab: Page): Promise<void> {
  const before = await tab.locator(".measure-others li").count()
  await tab.getByRole("button", { name: "Measure here" }).click()
  await tab.locator(".measure-others li").nth(before).waitFor()
  await tab.waitForSelector(".measure-result")
}

/** The text of the file that a button saves. */
export async function saved(tab: Page, button: string): Promise<string> {
  const download = tab.waitForEvent("download")
  await tab.getByRole("button", { name: button }).click()
  return readFileSync(await (await download).path(), "utf8")
}

export async function savedSummary(tab: Page): Promise<unknown> {
  return JSON.parse(await saved(tab, "Summary as JSON"))
}

/** What `rote` prints for these words and --json. */
export async function printedSummary(folder: string, ...words: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await rote(folder, ...words, "--json")
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining("error") })
  return JSON.parse(stdout)
}

/** The same with every number within 1e-12 of its size: logarithms may differ in the last bit from engine to engine. */
export function closeTo(value: unknown): unknown {
  if (typeof value === "number" && !Number.isInteger(value)) {
    return expect.toSatisfy((other: unknown) => Math.abs(Number(other) - value) <= 1e-12 * Math.max(1, Math.abs(value)))
  }
  if (Array.isArray(value)) return value.map(closeTo)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closeTo(inner)]))
}
