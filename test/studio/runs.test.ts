import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Download, Locator, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { neuronLabel } from "#src/activations.js"
import { activatingExamples } from "#src/inspection/activating-examples.js"
import { neuronOrder } from "#src/inspection/neuron-order.js"
import { measureCells } from "#src/report/measurement-words.js"
import { rankModels } from "#src/selection/index.js"
import { measureToRun, type Run, readRun, readRunActivations } from "#src/store/index.js"
import { sampleActivations } from "../store/runs.js"
import type { OpenedPage } from "./page.js"
import { type StudioServer, studioServer } from "./studio-server.js"

const names = ["alpha-0", "alpha-1"]
const both = "#/compare?run=alpha-0&run=alpha-1"

let studio: StudioServer
let runs: Run[]

beforeAll(async () => {
  studio = await studioServer({ runs: names })
  runs = await Promise.all(names.map((name) => readRun(join(studio.folder, name))))
  await measureToRun(sampleActivations(8), join(studio.folder, "coarse"), { entropy: { bins: 20 } })
  cpSync(join(studio.folder, "coarse"), join(studio.folder, "damaged"), { recursive: true })
  const manifest = join(studio.folder, "damaged", "manifest.json")
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"examples": 80', '"examples": 81'))
  await interrupted(join(studio.folder, "unfinished"))
}, 60_000)

afterAll(() => studio?.close())

/** A run of 3 × 3 tiles that was stopped after some of them. */
async function interrupted(directory: string): Promise<void> {
  const stop = new AbortController()
  const onProgress = () => stop.abort(new Error("stopped"))
  const run = measureToRun(sampleActivations(150), directory, { threads: 1, signal: stop.signal, onProgress })
  await expect(run).rejects.toThrow("stopped")
}

async function withPage(at: string, look: (page: OpenedPage) => Promise<void>): Promise<void> {
  const page = await studio.open(at)
  await look(page)
  expect(page.faults).toEqual([])
  await page.tab.context().close()
}

function line(tab: Page, name: string): Locator {
  return tab.locator("tbody tr").filter({ has: tab.getByRole("rowheader", { name }) })
}

function cells(row: Locator): Promise<string[]> {
  return row.locator("td").allTextContents()
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), "utf8")
}

describe("the list of runs", () => {
  it("has every run of the folder with its means, and says of the damaged what mends it and of the others how far they are", () =>
    withPage("#/runs", async ({ tab }) => {
      await line(tab, "alpha-1").waitFor()
      const shown = (await cells(line(tab, "alpha-1"))).join(" ")
      const { entropy, mutualInformation } = runs[1].measurement.summary.all
      expect(shown).toContain(`${entropy.mean.toFixed(3)} nats`)
      expect(shown).toContain(`${mutualInformation?.mean.toFixed(3)} nats`)
      expect(await line(tab, "alpha-1").textContent()).toContain("H: 100 shared bins · MI: mixed, k = 3 · nats")
      expect(await line(tab, "damaged").textContent()).toContain("changed after it was written")
      expect(await line(tab, "damaged").getByRole("checkbox").isDisabled()).toBe(true)
      const share = Number(await line(tab, "unfinished").getByRole("progressbar").getAttribute("value"))
      expect(share).toBeGreaterThan(0)
      expect(share).toBeLessThan(1)
    }))

  it("shows a run that appears, and lets go of one that is gone, without being asked", () =>
    withPage("#/runs?sort=name", async ({ tab }) => {
      await line(tab, "alpha-0").waitFor()
      expect(await line(tab, "fresh").count()).toBe(0)
      await measureToRun(sampleActivations(6), join(studio.folder, "fresh"))
      await line(tab, "fresh").waitFor()
      renameSync(join(studio.folder, "fresh"), join(studio.folder, "renamed"))
      await line(tab, "renamed").waitFor()
      await line(tab, "fresh").waitFor({ state: "detached" })
    }))

  it("is narrowed by words and state, which the address keeps", () =>
    withPage("#/runs?find=alpha", async ({ tab }) => {
      await line(tab, "alpha-0").waitFor()
      expect(await tab.locator("tbody tr").count()).toBe(2)
      await tab.getByLabel("Find").fill("")
      await tab.getByLabel("State").selectOption("damaged")
      await line(tab, "damaged").waitFor()
      expect(await tab.locator("tbody tr").count()).toBe(1)
      expect(new URL(tab.url()).hash).toBe("#/runs?state=damaged")
      await tab.getByLabel("Find").fill("alpha")
      await tab.getByText("Nothing in the list is like that").waitFor()
      await tab.getByRole("button", { name: "Show all" }).click()
      await line(tab, "unfinished").waitFor()
    }))

  it("picks a range with shift, and takes what is picked to the comparison", () =>
    withPage("#/runs?sort=name", async ({ tab }) => {
      await line(tab, "alpha-0").getByRole("checkbox").click()
      await line(tab, "coarse")
        .getByRole("checkbox")
        .click({ modifiers: ["Shift"] })
      await tab.getByText("3 picked").waitFor()
      await line(tab, "coarse").getByRole("checkbox").click()
      await tab.getByRole("link", { name: "Compare 2" }).click()
      await tab.getByRole("heading", { name: "2 runs side by side" }).waitFor()
      expect(new URL(tab.url()).hash).toBe(both)
    }))

  it("takes the keyboard alone from the list to a neuron's examples", () =>
    withPage("#/runs?sort=name", async ({ tab }) => {
      await line(tab, "alpha-0").getByRole("checkbox").focus()
      await tab.keyboard.press("Space")
      await tab.keyboard.press("Shift+ArrowDown")
      await tab.getByText("2 picked").waitFor()
      await tab.getByRole("link", { name: "Compare 2" }).focus()
      await tab.keyboard.press("Enter")
      await tab.getByRole("link", { name: "Neurons" }).focus()
      await tab.keyboard.press("Enter")
      await tab.getByRole("link", { name: "Examples of hidden1.pre[0]" }).focus()
      await tab.keyboard.press("ArrowDown")
      await tab.keyboard.press("Enter")
      await tab.getByRole("article", { name: "hidden1.pre[1]" }).waitFor()
    }))
})

describe("runs side by side", () => {
  it("begin with the means that the command line prints, each run in its colour", () =>
    withPage(both, async ({ tab }) => {
      await line(tab, "alpha-0").waitFor()
      for (const [i, name] of names.entries()) {
        const expected = measureCells(runs[i].measurement.summary.all)
        expect((await cells(line(tab, name))).slice(1, 1 + expected.length)).toEqual(expected)
      }
      await tab.getByRole("button", { name: "Leave out alpha-1" }).click()
      await tab.getByRole("heading", { name: "alpha-0" }).waitFor()
      expect(new URL(tab.url()).hash).toBe("#/compare?run=alpha-0")
    }))

  it("are refused where a setting differs, which is named with each run's value", () =>
    withPage("#/compare?run=alpha-0&run=coarse", async ({ tab }) => {
      const refusal = tab.getByRole("alert", { name: "Settings differ" })
      await refusal.waitFor()
      expect(await refusal.locator("tbody tr").allTextContents()).toEqual(["entropy.bins10020"])
    }))

  it("say of a run that cannot be had why, and show the others", async () => {
    const { tab } = await studio.open("#/compare?run=alpha-0&run=nowhere&run=unfinished&run=file%3Agone.npz")
    await tab.getByText("nowhere cannot be shown").waitFor()
    await tab.getByText("unfinished is not complete yet").waitFor()
    await tab.getByText("measure the file again").waitFor()
    await line(tab, "alpha-0").waitFor()
    await tab.locator(".figure svg").first().waitFor()
    await tab.context().close()
  })

  it("come by themselves once they are complete", async () => {
    const growing = join(studio.folder, "growing")
    await interrupted(growing)
    await withPage("#/compare?run=growing", async ({ tab }) => {
      await tab.getByText("growing is not complete yet").waitFor()
      await measureToRun(sampleActivations(150), growing, { threads: 1 })
      await tab.locator(".figure svg").first().waitFor()
    })
  })

  it("show box plots of the three entropies, which save as SVG and PNG", () =>
    withPage(both, async ({ tab }) => {
      await tab.locator(".figure svg").nth(2).waitFor()
      const saving = tab.waitForEvent("download")
      await tab.getByRole("button", { name: "Save entropy-knn as SVG" }).click()
      const svg = await textOf(await saving)
      for (const word of ["Nearest neighbours, scale removed", "hidden2.pre", "alpha-1"]) expect(svg).toContain(word)
      const savingPng = tab.waitForEvent("download")
      await tab.getByRole("button", { name: "Save entropy as PNG" }).click()
      const png = readFileSync(await (await savingPng).path())
      expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
    }))

  it("show densities of all pairs and of those within each layer", () =>
    withPage(`${both}&view=densities`, async ({ tab }) => {
      await tab.locator(".figure svg").nth(2).waitFor()
      const captions = await tab.locator(".figure-caption > span:first-child").allTextContents()
      const pairs = (neurons: number) => ((neurons * (neurons - 1)) / 2).toLocaleString("en-GB")
      expect(captions).toEqual([48, 24, 24].map((neurons) => `${pairs(neurons)} pairs`))
    }))

  it("show the matrices", () =>
    withPage(`${both}&view=matrix`, async ({ tab }) => {
      await tab.getByRole("heading", { name: "alpha-1" }).waitFor()
    }))

  it("list the neurons, sorted and narrowed as the address says, with what was measured of each", () =>
    withPage(`${both}&view=neurons&of=alpha-1&sort=entropy&layer=hidden2.pre`, async ({ tab }) => {
      const { measurement } = runs[1]
      const { start, end } = measurement.layers[1]
      const order = Array.from({ length: end - start }, (_, i) => start + i).sort(
        (a, b) => measurement.neuronTable.entropy[a] - measurement.neuronTable.entropy[b],
      )
      const table = tab.locator(".compare-neurons tbody")
      await table.locator("svg").first().waitFor()
      expect(await table.getByRole("rowheader").allTextContents()).toEqual(
        order.map((j) => neuronLabel(measurement, j)),
      )
      expect((await cells(table.locator("tr").first()))[2]).toBe(measurement.neuronTable.entropy[order[0]].toFixed(3))
      await tab.getByRole("button", { name: "Mean MI" }).click()
      await tab.getByRole("columnheader", { name: "Mean MI" }).and(tab.locator("[aria-sort=descending]")).waitFor()
      expect(new URL(tab.url()).hash).toContain("sort=meanMutualInformation&order=descending")
    }))

  it("show the examples that activate neurons most, as the library finds them", () =>
    withPage(`${both}&view=examples&by=mutualInformation`, async ({ tab }) => {
      const { manifest, measurement } = runs[0]
      const activations = await readRunActivations(join(studio.folder, "alpha-0"), manifest)
      const expected = activatingExamples(activations, measurement, { by: "mutualInformation" })
      const column = tab.locator(".compare-column").first()
      await column.getByRole("article").first().waitFor()
      const shown = await column.getByRole("article").evaluateAll((articles) =>
        articles.map((article) => ({
          label: article.querySelector("a")?.textContent,
          examples: [...article.querySelectorAll("li > span:first-child")].map((item) => item.textContent),
        })),
      )
      expect(shown).toEqual(
        expected.map(({ label, examples }) => ({
          label,
          examples: examples.map(({ example }) => `example ${example}`),
        })),
      )
    }))

  it("say where no activations were kept", () =>
    withPage("#/compare?run=coarse&view=examples", async ({ tab }) => {
      await tab.getByText("No activations were kept").waitFor()
    }))

  it("set two measures against each other, a neuron read by key and found in the table", () =>
    withPage("#/compare?run=alpha-0&view=scatter", async ({ tab }) => {
      const { measurement } = runs[0]
      const least = neuronOrder(measurement, "entropy")[0]
      const { entropy, meanMutualInformation } = measurement.neuronTable
      await tab.getByRole("button", { name: /Read neurons/ }).focus()
      await tab.keyboard.press("ArrowRight")
      const reading = tab.locator(".compare-reading")
      await reading.getByRole("link").waitFor()
      expect(await reading.textContent()).toBe(
        `${neuronLabel(measurement, least)} of alpha-0 · Entropy ${entropy[least].toFixed(4)} nats · Mean MI ${meanMutualInformation[least].toFixed(4)} nats`,
      )
      await tab.keyboard.press("Enter")
      await tab.locator(".compare-neurons tbody tr").waitFor()
      expect(await tab.locator(".compare-neurons tbody").getByRole("rowheader").allTextContents()).toEqual([
        neuronLabel(measurement, least),
      ])
    }))

  it("are ranked in a worker as `rankModels` ranks them, for either fear", () =>
    withPage(`${both}&view=ranking&by=entropyKnn&fear=example-level`, async ({ tab }) => {
      const models = await Promise.all(
        runs.map(async ({ manifest, measurement }, i) => {
          const activations = await readRunActivations(join(studio.folder, names[i]), manifest)
          return { name: names[i], activations, measurement }
        }),
      )
      const ranking = await rankModels(models, { by: "entropyKnn", memorization: "example-level" })
      const rows = tab.locator(".compare-ranking tbody tr")
      await rows.first().waitFor()
      const told = ranking.rankings[0].models.map(({ name, tier, value }) => [name, `${tier}`, value.toFixed(3)])
      const shown = await rows.evaluateAll((all) =>
        all.map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent)),
      )
      expect(shown).toEqual(told)
      expect(await tab.locator(".compare-sentences li").allTextContents()).toEqual(ranking.sentences)
    }))

  it("are not ranked alone, and say what they lack", () =>
    withPage("#/compare?run=alpha-0&view=ranking", async ({ tab }) => {
      await tab.getByText("A ranking takes two runs or more").waitFor()
    }))

  it("say how they were measured", () =>
    withPage(`${both}&view=settings`, async ({ tab }) => {
      await tab.getByRole("row", { name: "Mutual information nearest neighbours for mixed data" }).waitFor()
      await tab.getByRole("cell", { name: "alpha-0.npz" }).waitFor()
    }))
})
