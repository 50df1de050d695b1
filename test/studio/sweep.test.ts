import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { measureSettings } from "#src/experiments/report/describe-models.js"
import type { SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { decimal } from "#src/report/numbers.js"
import { shortSettings } from "#src/report/settings.js"
import { writeSweep, writeTextSweep } from "./sample-sweep.js"
import { type StudioServer, studioServer } from "./studio-server.js"

let studio: StudioServer
let sweep: SweepFile

beforeAll(async () => {
  studio = await studioServer()
  sweep = await writeSweep(join(studio.folder, "sweep"))
})

afterAll(() => studio?.close())

/** The texts of a table's body, row by row. */
function rowsOf(tab: Page, table: string): Promise<string[][]> {
  return tab
    .locator(`${table} tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))
}

async function open(query = "", path = "sweep") {
  const opened = await studio.open(`#/sweep?path=${path}${query}`)
  await opened.tab.getByRole("heading", { name: "Networks" }).waitFor()
  return opened
}

/** The network's mean over all layers before the rectifiers, as a table shows it. */
function overall({ result }: SweepFile["models"][number], side: "pre" | "post" = "pre"): string[] {
  const means = result![side]!.find(({ layer }) => layer === null)!
  return [
    decimal(means.entropy),
    decimal(means.entropyLocal),
    decimal(means.entropyKnn),
    decimal(means.mutualInformation!, 4),
  ]
}

describe("the page of a sweep", () => {
  it("has the experiment, and the numbers of sweep.json for every network", async () => {
    const { tab, faults } = await open()
    expect(await tab.getByRole("heading", { level: 1 }).textContent()).toBe("Shuffled MNIST")
    expect(await tab.locator(".sweep-progress").textContent()).toContain(`Complete: ${sweep.models.length} networks`)
    const expected = sweep.models.map((model) => [
      String(model.value),
      String(model.seed),
      "2",
      decimal(model.result!.accuracy.training),
      decimal(model.result!.accuracy.validation),
      ...overall(model),
    ])
    expect((await rowsOf(tab, ".sweep-models")).map((cells) => cells.slice(1, -1))).toEqual(expected)
    expect(faults).toEqual([])
  })

  it("says in words what Kendall's τ of the measure on show is", async () => {
    const { tab } = await open("&measure=mutualInformation&layer=*")
    const row = sweep.trends!.find(
      ({ side, layer, measure }) => side === "pre" && layer === null && measure === "mutualInformation",
    )!
    const { tau, outcome } = row.trend.overModels
    const said = await tab.locator(".sweep-trends li").allTextContents()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`τ\u00a0=\u00a0${tau! > 0 ? "+" : ""}${decimal(tau!, 2)}`)
    expect(said[0]).toMatch(/over the five settings/)
    if (outcome === "not significant") expect(said[0]).toContain("not significant")
  })

  it("has the numbers of a figure in a table, and at the pointer", async () => {
    const { tab } = await open()
    const figure = tab.locator("section", { has: tab.locator("#sweep-knob") }).locator(".sweep-figure")
    await figure.locator("summary").click()
    const [measure] = await figure.locator("table").all()
    const cells = await measure.locator("tbody tr").last().locator("td").allTextContents()
    const strongest = sweep.models.filter(({ value }) => value === 1).map(({ result }) => result!.pre!)
    const expected = strongest[0].map((_, layer) => {
      const [one, other] = strongest.map((means) => means[layer].entropy)
      const range = [Math.min(one, other), Math.max(one, other)].map((value) => decimal(value, 4))
      return `${decimal((one + other) / 2, 4)} (${range.join(" … ")})`
    })
    expect(cells).toEqual(expected)
    const circle = figure.locator("svg circle:has(title)").first()
    await circle.hover()
    await expect
      .poll(() => figure.locator(".sweep-read").textContent())
      .toBe(await circle.locator("title").textContent())
  })

  it("draws the epochs of training from the networks' own files", async () => {
    const { tab } = await open()
    const section = tab.locator("section", { has: tab.locator("#sweep-epochs") })
    await section.locator("svg").waitFor()
    await section.getByText("How they were trained and measured").click()
    expect(await section.textContent()).toContain("multi-layer perceptron")
    const { spec } = JSON.parse(
      readFileSync(join(studio.folder, "sweep", sweep.models[0].folder, "model.json"), "utf8"),
    )
    expect(await tab.locator(".sweep-settings").textContent()).toBe(shortSettings(measureSettings(spec)))
  })

  it("has neurons and pairs when they are asked for, and not before", async () => {
    const { tab } = await open()
    const fetched: string[] = []
    tab.on("request", (request) => fetched.push(new URL(request.url()).pathname))
    expect(await tab.locator("#sweep-closer ~ .sweep-figure").count()).toBe(0)
    await tab.getByRole("radio", { name: "Every neuron" }).check()
    await tab.locator("#sweep-closer ~ .sweep-figure svg").waitFor()
    expect(fetched.filter((path) => path.endsWith("neurons.parquet"))).toHaveLength(sweep.models.length)
    expect(fetched.filter((path) => path.includes("/pairs/"))).toEqual([])
    await tab.getByRole("radio", { name: "Every pair" }).check()
    await tab.getByText("Every pair of different neurons once").waitFor()
    expect(fetched.filter((path) => path.includes("/pairs/"))).toHaveLength(sweep.models.length)
  })

  it("comes back from its address as it was left", async () => {
    const { tab } = await open()
    await tab.getByRole("radio", { name: "MI" }).check()
    await tab.getByRole("radio", { name: "After ReLU" }).check()
    await tab.getByLabel("Layer").selectOption("hidden2")
    await tab.getByRole("button", { name: "MI, nats" }).click()
    await tab.getByRole("button", { name: "MI, nats" }).click()
    const again = await studio.open(tab.url().slice(tab.url().indexOf("#")))
    await again.tab.getByRole("heading", { name: "Networks" }).waitFor()
    expect(await again.tab.getByRole("radio", { name: "MI" }).isChecked()).toBe(true)
    expect(await again.tab.getByRole("radio", { name: "After ReLU" }).isChecked()).toBe(true)
    expect(await again.tab.getByLabel("Layer").inputValue()).toBe("hidden2")
    const means = sweep.models.map(({ result }) => result!.post![1].mutualInformation!).sort((a, b) => b - a)
    const shown = (await rowsOf(again.tab, ".sweep-models")).map((cells) => cells.at(-2))
    expect(shown).toEqual(means.map((value) => decimal(value, 4)))
    expect(await again.tab.locator('th[aria-sort="descending"]').textContent()).toContain("MI")
  })

  it("takes the networks picked side by side", async () => {
    const { tab } = await open("&side=post")
    await tab.getByRole("checkbox", { name: "Pick β 0, seed 0" }).check()
    await tab.getByRole("checkbox", { name: "Pick β 1, seed 0" }).check()
    await tab.getByRole("link", { name: "Compare the 2 picked" }).click()
    await tab.waitForURL(/#\/compare\?/)
    const runs = new URLSearchParams(tab.url().split("?").at(-1)).getAll("run")
    expect(runs).toEqual(["sweep/models/beta-0-seed-0/post", "sweep/models/beta-1-seed-0/post"])
    await tab.getByRole("heading", { name: "2 runs side by side" }).waitFor()
  })

  it("saves a figure as it is on show", async () => {
    const { tab } = await open("&measure=mutualInformation")
    const [download] = await Promise.all([
      tab.waitForEvent("download"),
      tab.getByRole("button", { name: "Save beta-mutualInformation-pre as SVG" }).click(),
    ])
    expect(await readFile(await download.path(), "utf8")).toMatch(/^<svg .*Mean MI, before ReLU, nats/s)
  })
})

describe("a sweep of encoders", () => {
  it("has no choice of activations where they were measured on one side, and no word of rectifiers", async () => {
    await writeTextSweep(join(studio.folder, "texts"), { width: 64 })
    const { tab, faults } = await open("", "texts")
    expect(await tab.getByRole("group", { name: "Activations" }).count()).toBe(0)
    expect(await tab.getByLabel("Layer").locator("option").allTextContents()).toEqual([
      "Every layer",
      "All layers together",
      "layer1",
      "layer2",
    ])
    const epochs = tab.locator("section", { has: tab.locator("#sweep-epochs") })
    await epochs.getByText("An epoch is 250 steps of 16 reviews.").waitFor()
    await tab.getByRole("radio", { name: "Every neuron" }).check()
    await tab.getByText("Entropy of each neuron at [CLS]").waitFor()
    const page = await tab.locator("main").textContent()
    expect(page).toContain("Mean H, shared bins, [CLS], nats")
    expect(page).toContain("Accuracy, disagree")
    expect(page).toContain("on validation reviews whose adjective disagrees with their label")
    expect(page).not.toMatch(/ReLU|rectifier/)
    expect(faults).toEqual([])
  })

  it("has mutual information among some neurons and among all where both were measured, and entropy once", async () => {
    const written = await writeTextSweep(join(studio.folder, "wide"), { width: 128, experiment: "shuffled-imdb" })
    const { tab, faults } = await open("&side=cls-all&layer=*", "wide")
    expect(await tab.getByRole("radio", { name: "[CLS], every neuron" }).count()).toBe(0)
    await tab.getByRole("radio", { name: "MI", exact: true }).check()
    expect(await tab.getByRole("radio", { name: "[CLS], every neuron" }).isChecked()).toBe(true)
    expect(await tab.getByRole("group", { name: "Activations" }).count()).toBe(1)
    await tab.getByText("Measures at [CLS], every neuron, of all layers together.").waitFor()
    const row = written.trends!.find(({ side, layer }) => side === "cls-all" && layer === null)!
    const said = await tab.locator(".sweep-trends li").allTextContents()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain("MI, all layers, [CLS], every neuron: ")
    expect(said[0]).toContain(decimal(row.trend.overModels.tau!, 2))
    await tab.getByRole("checkbox", { name: "Pick β 1, seed 0" }).check()
    await tab.getByRole("link", { name: "Look at the one picked" }).click()
    await tab.waitForURL(/#\/compare\?/)
    const runs = new URLSearchParams(tab.url().split("?").at(-1)).getAll("run")
    expect(runs).toEqual(["wide/models/beta-1-seed-0/cls-all"])
    expect(faults).toEqual([])
  })
})

describe("a sweep that goes on", () => {
  it("shows what is there, and what comes", async () => {
    const folder = join(studio.folder, "going")
    cpSync(join(studio.folder, "sweep"), folder, { recursive: true })
    const write = (file: SweepFile) => writeFileSync(join(folder, "sweep.json"), JSON.stringify(file))
    const upTo = (done: number): SweepFile => ({
      ...sweep,
      complete: false,
      trends: null,
      models: sweep.models.map((model, i) => (i < done ? model : { ...model, result: null })),
    })
    write(upTo(0))
    const { tab, faults } = await open("", "going")
    await tab.getByText(`0 of ${sweep.models.length} networks are there`).waitFor()
    await tab.getByText("No network of it is there yet").waitFor()
    write(upTo(2))
    await tab.getByText(`2 of ${sweep.models.length} networks are there`).waitFor()
    expect(await tab.getByRole("progressbar").getAttribute("value")).toBe("2")
    expect((await rowsOf(tab, ".sweep-models")).map((cells) => cells.at(-1))).toEqual(
      sweep.models.map((_, i) => (i < 2 ? "look" : "to come")),
    )
    await tab.getByText("Kendall's τ comes when every network of the sweep is there").waitFor()
    write(sweep)
    await tab.getByText(`Complete: ${sweep.models.length} networks`).waitFor()
    await tab.locator(".sweep-trends li").first().waitFor()
    expect(faults).toEqual([])
  })

  it("is refused in words where its file is none", async () => {
    writeFileSync(join(studio.folder, "going", "sweep.json"), `{"format":"rote-sweep","version":1,"models":3}`)
    const { tab } = await studio.open("#/sweep?path=going")
    await tab.getByRole("alert").waitFor()
    expect(await tab.getByRole("alert").textContent()).toContain("expected sweeps, models and trends")
    const nowhere = await studio.open("#/sweep?path=nowhere")
    await nowhere.tab.getByRole("alert").waitFor()
  })
})
