import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import type { BrowserContextOptions } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { normals, seededRandom } from "#src/random.js"
import { parseActivations } from "#src/readers/parse.js"
import { encodeNpy } from "#src/store/npy.js"
import { rote } from "../cli/rote.js"
import { root } from "../project/repository.js"
import { closeTo, drop, dropHuge, measureHere, printedSummary, saved, savedSummary } from "./measuring.js"
import { isolatedHeaders, type OpenedPage, type StaticStudio, staticStudio } from "./page.js"

const fixture = (name: string) => join(root, "fixtures", name)

let folder: string
let wide: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rote-measure-"))
  const random = normals(seededRandom(5))
  wide = join(folder, "wide.npy")
  writeFileSync(wide, encodeNpy(Float32Array.from({ length: 2000 * 1500 }, random), [2000, 1500]))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each([
  ["isolated from other origins", isolatedHeaders, /on \d+ threads/],
  ["not isolated", {}, /on one thread: this page is not cross-origin isolated/],
])("a page %s", (_, headers, threads) => {
  let studio: StaticStudio

  beforeAll(async () => {
    studio = await staticStudio({ headers })
  })

  afterAll(() => studio?.close())

  it.each([
    "examples/activations.npz",
    "formats/layers.safetensors",
    "formats/c_f4.npy",
    "formats/matrix.csv",
    "formats/matrix_snappy_f4.parquet",
    "examples/alphas/alpha-1.npz",
  ])("measures %s to the numbers of the command line", async (name) => {
    const { tab, faults } = await studio.open("#/measure")
    await drop(tab, fixture(name))
    await measureHere(tab)
    expect(await savedSummary(tab)).toEqual(closeTo(await printedSummary(folder, "measure", fixture(name))))
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it("measures on threads of their own what takes longer", async () => {
    const { tab, faults } = await studio.open("#/measure?neurons=150")
    const scripts: string[] = []
    tab.on("request", (request) => scripts.push(request.url()))
    await drop(tab, wide)
    await measureHere(tab)
    expect(scripts.filter((url) => url.includes("worker-web")).length).toBeGreaterThan(0)
    expect(await savedSummary(tab)).toEqual(closeTo(await printedSummary(folder, "measure", wide, "--neurons", "150")))
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it("tells what measuring will take, and on how many threads, before it is started", async () => {
    const { tab } = await studio.open("#/measure")
    await drop(tab, wide)
    await tab.waitForSelector("text=/1,125,750 pairs at [\\d.]+ µs/")
    expect(await tab.textContent(".measure-forecast")).toMatch(threads)
    await tab.context().close()
  })
})

describe("on its page", () => {
  let studio: StaticStudio

  beforeAll(async () => {
    studio = await staticStudio()
  })

  afterAll(() => studio?.close())

  const open = (at = "#/measure", options: BrowserContextOptions = {}): Promise<OpenedPage> => studio.open(at, options)

  it("a file stays where it is: all that is asked for are the page's own scripts", async () => {
    const { tab } = await open()
    await tab.waitForSelector("text=Choose a file")
    const requests: string[] = []
    tab.on("request", (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await drop(tab, fixture("examples/activations.npz"))
    await measureHere(tab)
    expect(requests.length).toBeGreaterThan(0)
    expect(requests.filter((request) => !/^GET \/assets\/[\w-]+\.js$/.test(request))).toEqual([])
    await tab.context().close()
  })

  it("the address holds the settings, and the command shown is one of the same numbers", async () => {
    const settings = "entropy=knn&mi=ksg&k=4&unit=bits&seed=9&examples=300&neurons=7&bins=30"
    const { tab } = await open(`#/measure?${settings}`)
    await drop(tab, fixture("examples/activations.npz"))
    await measureHere(tab)
    const [, , file, ...options] = (await tab.textContent(".measure-command pre"))!.split(" ")
    expect(options).toHaveLength(16)
    expect(await savedSummary(tab)).toEqual(
      closeTo(await printedSummary(folder, "measure", fixture(`examples/${file}`), ...options)),
    )
    await tab.context().close()
  })

  it("a setting changed is in the address, and leaves it when it is as usual again", async () => {
    const { tab } = await open()
    await drop(tab, fixture("examples/activations.npz"))
    await tab.getByLabel("Bins", { exact: true }).fill("50")
    await tab.waitForURL("**/#/measure?bins=50")
    await tab.getByLabel("Bins", { exact: true }).fill("100")
    await tab.waitForURL("**/#/measure")
    await tab.context().close()
  })

  it("a setting that does not work is refused in the estimator's words, and nothing can be started", async () => {
    const { tab } = await open("#/measure?k=5000")
    await drop(tab, fixture("examples/activations.npz"))
    await tab.waitForSelector("text=expected more than k = 5000 examples, found 1200")
    expect(await tab.getByRole("button", { name: "Measure here" }).isDisabled()).toBe(true)
    await tab.context().close()
  })

  it("layers are chosen by name, of those that the file has", async () => {
    const { tab } = await open()
    await drop(tab, fixture("examples/activations.npz"))
    await tab.getByRole("checkbox", { name: "hidden 1,200 × 26 float32", exact: true }).uncheck()
    await tab.waitForSelector("text=1,200 examples, 26 neurons in 1 layer, float32")
    await measureHere(tab)
    const printed = await printedSummary(
      folder,
      "measure",
      fixture("examples/activations.npz"),
      "--layers",
      "hidden.relu",
    )
    expect(await savedSummary(tab)).toEqual(closeTo(printed))
    expect(await tab.textContent(".measure-command pre")).toBe("rote measure activations.npz --layers hidden.relu")
    await tab.context().close()
  })

  it("axes in the middle are asked about when the reader asks", async () => {
    const { tab } = await open()
    const file = fixture("formats/tokens3d_f4.npy")
    await drop(tab, file)
    await tab.getByRole("button", { name: /^First/ }).click()
    await measureHere(tab)
    expect(await savedSummary(tab)).toEqual(closeTo(await printedSummary(folder, "measure", file, "--reduce", "cls")))
    await tab.context().close()
  })

  it("examples with NaN are left out when that is asked for, and it says how many", async () => {
    const { tab } = await open()
    const file = fixture("hostile/matrix_nan.npy")
    await drop(tab, file)
    await tab.getByRole("button", { name: "Leave those examples out" }).click()
    await tab.waitForSelector("text=dropped 1 of 120 examples")
    await measureHere(tab)
    expect(await savedSummary(tab)).toEqual(closeTo(await printedSummary(folder, "measure", file, "--drop-nonfinite")))
    await tab.context().close()
  })

  it("hostile files are refused in the reader's words, one after the other, and the page lives on", async () => {
    const { tab, faults } = await open()
    for (const name of hostile) {
      const message = await refusalOf(fixture(`hostile/${name}`))
      await drop(tab, fixture(`hostile/${name}`))
      await tab.waitForFunction(
        ([file]) => document.querySelector(".measure-refusal .measure-words")?.textContent?.startsWith(file),
        [name],
      )
      expect(await tab.textContent(".measure-refusal .measure-words")).toBe(message)
    }
    await drop(tab, fixture("examples/activations.npz"))
    await measureHere(tab)
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it("a name made to be markup stays a name", async () => {
    const { tab, faults } = await open()
    await drop(tab, fixture("hostile/npz_nasty_names.npz"))
    await measureHere(tab)
    expect(await tab.textContent(".measure-result table")).toContain("</script><img src=x onerror=alert(1)>")
    expect(await tab.textContent(".measure-layers")).toContain("\\u{1b}[2J")
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it("a file far larger than the memory is refused before any of it is read", async () => {
    const { tab } = await open()
    await dropHuge(tab)
    const refusal = await tab.waitForSelector(".measure-refusal .measure-words")
    expect(await refusal.textContent()).toMatch(
      /^huge\.csv: expected at most [\d.]+ GB.*, found 10,000 GB; measure it with/,
    )
    await tab.context().close()
  })

  it("reading can be stopped, and begun again", async () => {
    const { tab } = await open()
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await tab.route("**/measure-worker*.js", async (route) => {
      await released
      await route.continue().catch(() => {})
    })
    await drop(tab, fixture("examples/activations.npz"))
    await tab.getByRole("button", { name: "Stop" }).click()
    await tab.waitForSelector("text=Not read: you stopped it")
    release()
    await tab.getByRole("button", { name: "Read it again" }).click()
    await measureHere(tab)
    await tab.context().close()
  })

  it("measuring can be stopped, keeps nothing, and can be started again", async () => {
    const { tab, faults } = await open()
    await drop(tab, wide)
    await tab.getByRole("button", { name: "Measure here" }).click()
    await tab.waitForSelector("text=/[1-9][\\d,]* of 1,125,750 pairs, about .* left/")
    await tab.getByRole("button", { name: "Stop" }).click()
    await tab.waitForSelector("text=Stopped. Nothing of it is kept.")
    expect(await tab.locator(".measure-result").count()).toBe(0)
    await tab.getByLabel("Neurons per layer").fill("3")
    await measureHere(tab)
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it("of a long measurement a sample is offered that takes a minute, with one click", async () => {
    const { tab } = await open("#/measure?mi=ksg2")
    await drop(tab, wide)
    await tab.getByRole("button", { name: /^Take [\d,]+ neurons per layer, about a minute$/ }).click()
    await tab.waitForURL(/#\/measure\?mi=ksg2&neurons=\d+$/)
    await tab.waitForFunction("!/1,125,750|Timing/.test(document.querySelector('.measure-forecast').textContent)")
    await tab.context().close()
  })

  it("two examples can be measured one after the other, and then compared", async () => {
    const { tab, faults } = await open("#/measure", { viewport: { width: 390, height: 844 } })
    await tab.getByRole("button", { name: /^no-shortcut\.npz/ }).click()
    await measureHere(tab)
    await tab.getByRole("button", { name: /^shortcut\.npz/ }).click()
    await measureHere(tab)
    const compare = tab.getByRole("link", { name: "Compare the two" })
    expect(await compare.getAttribute("href")).toBe("#/compare?run=file%3Ano-shortcut&run=file%3Ashortcut")
    expect(await tab.getByRole("link", { name: "Look closer" }).getAttribute("href")).toBe(
      "#/compare?run=file%3Ashortcut",
    )
    expect(await tab.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it("a file of an earlier visit is not there any more, and is shown once it is measured again", async () => {
    const { tab } = await open("#/compare?run=file:c_f4")
    await tab.waitForSelector("text=expected a file measured since this page was opened")
    await tab.getByRole("link", { name: "Measure a file" }).click()
    await drop(tab, fixture("formats/c_f4.npy"))
    await measureHere(tab)
    await tab.getByRole("link", { name: "Look closer" }).click()
    await tab.getByRole("heading", { level: 1, name: "c_f4" }).waitFor()
    await tab.waitForSelector(".compare-view")
    await tab.context().close()
  })

  it("the neuron table is saved as the command line exports it", async () => {
    const { tab } = await open()
    const file = fixture("formats/c_f4.npy")
    await drop(tab, file)
    await measureHere(tab)
    const text = await saved(tab, "Neurons as CSV")
    await rote(folder, "measure", file, "--out", "run")
    await rote(folder, "export", "run", "--csv", "neurons.csv")
    expect(cells(text)).toEqual(closeTo(cells(readFileSync(join(folder, "neurons.csv"), "utf8"))))
    await tab.context().close()
  })

  it("it all works by keyboard", async () => {
    const { tab } = await open("#/measure?mi=none")
    await tab.getByRole("button", { name: "no-shortcut.npz" }).focus()
    await tab.keyboard.press("Enter")
    const start = tab.getByRole("button", { name: "Measure here" })
    await tab.waitForFunction("document.querySelector('.measure-here button')?.disabled === false")
    await start.focus()
    await tab.keyboard.press("Enter")
    await tab.waitForSelector(".measure-result h2:focus")
    await tab.context().close()
  })
})

const hostile = [
  "npy_zero_bytes.npy",
  "npy_claims_1e12.npy",
  "npy_pickled_object.npy",
  "npz_bomb_overlap.npz",
  "npz_size_lie.npz",
  "npz_bad_crc.npz",
  "st_header_len_2p63.safetensors",
  "st_deep_json.safetensors",
  "parquet_bomb.parquet",
  "csv_binary.csv",
  "pt_malicious_pickle.pt",
]

async function refusalOf(path: string): Promise<string> {
  const outcome = await parseActivations(new Blob([readFileSync(path)]), basename(path)).catch((error: Error) => error)
  expect(outcome).toBeInstanceOf(Error)
  return (outcome as Error).message
}

function cells(csv: string): (string | number)[][] {
  return csv
    .split("\n")
    .map((line) => line.split(",").map((cell) => (cell === "" || Number.isNaN(Number(cell)) ? cell : Number(cell))))
}
