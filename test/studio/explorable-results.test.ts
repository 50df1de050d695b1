import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { adjectivesWords } from "../../studio/explorable/results/adjectives-words.js"
import { type ExperimentName, type ResultsFile, resultMeasures } from "../../studio/explorable/results/results-file.js"
import {
  measureSettings,
  number,
  outcomeWords,
  reading,
  tauAndP,
  trendWords,
} from "../../studio/explorable/results/results-words.js"
import { root } from "../project/repository.js"
import { findings } from "./axe.js"
import { layoutSoFar, watchLayout } from "./layout-shift.js"
import { type OpenedPage, type StaticStudio, staticStudio } from "./page.js"

const resultsOf = (name: ExperimentName): ResultsFile =>
  JSON.parse(readFileSync(join(root, `studio/explorable/results/${name}.json`), "utf8"))
const adjectives = resultsOf("sentiment-adjectives")
const shuffled = resultsOf("shuffled-imdb")

let studio: StaticStudio

beforeAll(async () => {
  studio = await staticStudio({ base: "/some/where/" })
})
afterAll(() => studio?.close())

async function closed({ tab, faults }: OpenedPage): Promise<void> {
  await tab.context().close()
  expect(faults).toEqual([])
}

/** The names of the results that a page asks for from now on. */
function askedResults(tab: Page): string[] {
  const asked: string[] = []
  tab.on("request", (request) => {
    const [, name] = /\/([a-z-]+)-[\w-]{8}\.json$/.exec(request.url()) ?? []
    if (name !== undefined) asked.push(name)
  })
  return asked
}

const scrollTo = (tab: Page, heading: RegExp) => tab.getByRole("heading", { name: heading }).scrollIntoViewIfNeeded()
const digits = /^On real digits/
const reviews = /^On real film reviews/
const allDrawn = (tab: Page) =>
  tab.waitForFunction(() =>
    [...document.querySelectorAll(".explorable-part .figure-frame")].every((frame) => frame.querySelector("svg")),
  )

describe("the digits", () => {
  it("come when one is near, and can be read value by value", async () => {
    const page = await studio.open("#/?epoch=0")
    const { tab } = page
    const asked = askedResults(tab)
    await tab.getByRole("heading", { name: digits }).waitFor()
    expect(asked).toEqual([])
    await scrollTo(tab, digits)
    const colours = tab.getByRole("region", { name: "A colour that gives the label away" })
    await colours.getByRole("img", { name: /entropy, nats/ }).waitFor()
    expect(asked.sort()).toEqual(["colored-mnist", "shuffled-mnist"])
    await colours.getByText("here it does, at every step").waitFor()
    await colours.getByRole("radio", { name: "1", exact: true }).focus()
    await tab.keyboard.press("ArrowLeft")
    await colours.getByText(/^α = 0.75, all layers, before the rectifiers/).waitFor()
    const section = tab.getByRole("region", { name: digits })
    await section.getByRole("radio", { name: "MI", exact: true }).check({ force: true })
    await colours.getByRole("img", { name: /Densities of mutual information/ }).waitFor()
    await tab.waitForFunction(() => /alpha=0.75/.test(location.hash) && /measure=mutualInformation/.test(location.hash))
    await closed(page)
  })
})

describe("the film reviews", () => {
  it("come when one is near, and nothing moves when they do", async () => {
    const page = await studio.open("#/?epoch=0")
    const { tab } = page
    const asked = askedResults(tab)
    await tab.locator('tr[data-network="plain"]').waitFor()
    await tab.evaluate(watchLayout)
    await tab.locator("#explorable-digits").evaluate((heading) => heading.scrollIntoView())
    await tab.getByRole("img", { name: /entropy, nats by β/ }).waitFor()
    expect(asked).not.toContain("sentiment-adjectives")
    await tab.locator("#explorable-texts").evaluate((heading) => heading.scrollIntoView())
    await tab.getByRole("img", { name: /adjective/ }).waitFor()
    await allDrawn(tab)
    expect(asked.slice(2).sort()).toEqual(["sentiment-adjectives", "shuffled-imdb"])
    expect((await tab.evaluate(layoutSoFar)).shift).toBeLessThan(0.01)
    await closed(page)
  })

  it("are told in the numbers of the runs", async () => {
    const page = await studio.open("#/?epoch=0&text-measure=mutualInformation&text-layer=2&text-alpha=0.4")
    const { tab } = page
    await scrollTo(tab, reviews)
    const answers = tab.getByRole("region", { name: "What the shortcut does to the answers" })
    for (const sentence of adjectivesWords(adjectives)) await answers.getByText(sentence).waitFor()
    const words = tab.getByRole("region", { name: "A word that gives the label away" })
    const shown = { measure: "mutualInformation", layer: 1, side: "cls" } as const
    await words.getByRole("img", { name: /Densities of mutual information.*layer 2, at \[CLS\]/ }).waitFor()
    for (const text of [
      trendWords(adjectives, shown),
      reading(adjectives, shown, 2),
      measureSettings(adjectives, "mutualInformation"),
    ]) {
      await words.getByText(text).waitFor()
    }
    await words.getByText("All values as a table").click()
    const rows = await words.getByRole("row").all()
    expect(rows).toHaveLength(1 + adjectives.knobs.length)
    const { accuracy, means } = adjectives
    for (const [i, row] of rows.slice(1).entries()) {
      const { training, validation, agree, disagree } = accuracy
      const cells = [training, validation, agree!, disagree!].map((values) => values[i][0].toFixed(3))
      const measures = Object.values(means.cls!).map((layers) => number(layers[1][i][0]))
      expect(await row.getByRole("cell").allTextContents()).toEqual([...cells, ...measures])
    }
    await closed(page)
  })

  it("are set beside the paper's claims, measure by measure", async () => {
    const page = await studio.open("#/?epoch=0")
    const { tab } = page
    await scrollTo(tab, reviews)
    const rows = tab.getByRole("region", { name: "What agrees with the paper" }).getByRole("row")
    await rows.first().waitFor()
    const found = (await rows.all()).slice(1).map((row) => row.getByRole("cell").allTextContents())
    const expected = resultMeasures.map((measure) =>
      [adjectives, shuffled].flatMap((file) => {
        const row = file.trends.find((trend) => trend.layer === null && trend.measure === measure)!
        return [row, row.accuracy].map((of) => outcomeWords(file, measure, of) + tauAndP(of))
      }),
    )
    expect(await Promise.all(found)).toEqual(expected)
    await closed(page)
  })

  it("are headed by what they show: the answers change with α, and part of the measures as the paper claims", () => {
    const { disagree, agree } = adjectives.accuracy
    expect(disagree![0][1]).toBeGreaterThan(disagree!.at(-1)![2])
    expect(agree![0][2]).toBeLessThan(agree!.at(-1)![1])
    const overall = [adjectives, shuffled].flatMap((file) => {
      const rows = file.trends.filter(({ layer }) => layer === null)
      return rows.map((row) => outcomeWords(file, row.measure, row))
    })
    expect(overall).toHaveLength(8)
    const claimed = overall.filter((words) => words.endsWith("as claimed")).length
    expect(claimed).toBeGreaterThan(0)
    expect(claimed).toBeLessThan(overall.length)
    for (const { examples, layers, pairNeurons } of [adjectives, shuffled]) {
      expect([examples.training, layers.length, pairNeurons]).toEqual([2000, 3, 64])
    }
  })

  it("have a choice of their own, by keyboard, and the address keeps it", async () => {
    const page = await studio.open("#/?epoch=0")
    const { tab } = page
    await scrollTo(tab, reviews)
    const verdicts = tab.getByRole("region", { name: "Verdicts at random" })
    await verdicts.getByRole("radio", { name: "1", exact: true }).focus()
    await tab.keyboard.press("ArrowLeft")
    await verdicts.getByText(reading(shuffled, { layer: 2, side: "cls" }, shuffled.knobs.length - 2)).waitFor()
    const section = tab.getByRole("region", { name: reviews })
    await section.getByRole("radio", { name: "H, shared bins" }).focus()
    await tab.keyboard.press("ArrowRight")
    await verdicts.getByRole("img", { name: /H, own bins, all layers/ }).waitFor()
    await section.getByRole("radio", { name: "all", exact: true }).focus()
    await tab.keyboard.press("ArrowLeft")
    await verdicts.getByRole("img", { name: /H, own bins, layer 2/ }).waitFor()
    const entries = [`text-beta=${shuffled.knobs.at(-2)}`, "text-measure=entropyLocal", "text-layer=2"]
    await tab.waitForFunction((all) => all.every((entry) => location.hash.includes(entry)), entries)
    const digitsShown = tab.getByRole("region", { name: "Labels at random" })
    await digitsShown.getByRole("img", { name: /H, shared bins, all layers/ }).waitFor()
    await verdicts.getByText("All values as a table").focus()
    await tab.keyboard.press("Enter")
    await verdicts.getByRole("table").waitFor()
    await closed(page)
  })
})

describe.each([
  ["on a desktop, light", { width: 1280, height: 900 }, "light"],
  ["on a phone, dark", { width: 390, height: 844 }, "dark"],
] as const)("%s", (_, viewport, colorScheme) => {
  it("the results have no serious finding and are no wider than the page", async () => {
    const page = await studio.open("#/?epoch=0", { viewport, colorScheme, reducedMotion: "reduce" })
    const { tab } = page
    for (const heading of [digits, reviews]) {
      await scrollTo(tab, heading)
      await tab.getByRole("region", { name: heading }).getByText("All values as a table").first().click()
    }
    await allDrawn(tab)
    expect(await findings(tab)).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await closed(page)
  })
})

it("how to use it and whom to cite come last, when one is near", async () => {
  const page = await studio.open("#/?epoch=0")
  const { tab } = page
  await scrollTo(tab, reviews)
  await tab.getByRole("region", { name: "What the shortcut does to the answers" }).waitFor()
  await tab.keyboard.press("End")
  await tab.getByRole("region", { name: "Cite the paper" }).getByText("@inproceedings{bansal2022measures").waitFor()
  await tab.getByRole("button", { name: "Copy the demo's commands" }).waitFor()
  await closed(page)
})
