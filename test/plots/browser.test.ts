import { fileURLToPath } from "node:url"
import type { Browser } from "playwright-core"
import { build } from "vite"
import { afterAll, beforeAll, expect, it } from "vitest"
import type * as Plots from "#src/plots/index.js"
import {
  entropyBoxes,
  mutualInformationDensity,
  mutualInformationMatrix,
  pairValues,
  toSvgString,
} from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { launchBrowser } from "../browser.js"
import { sampleMeasurement } from "./sample-measurement.js"

let browser: Browser
let bundle: string

beforeAll(async () => {
  const entry = fileURLToPath(new URL("../../dist/src/plots/index.js", import.meta.url))
  const built = await build({
    logLevel: "silent",
    configFile: false,
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "plots" } },
  })
  const [output] = [built].flat()
  bundle = "output" in output ? output.output[0].code : ""
  browser = await launchBrowser()
})

afterAll(() => browser?.close())

/** Runs in Node and, sent as text, in the page. */
function drawAll(plots: typeof Plots, sample: ReturnType<typeof plainSample>, document: Document): string[][] {
  const matrix = { neurons: Int32Array.from(sample.neurons), values: Float64Array.from(sample.values) }
  const pairs = { name: "a", values: plots.pairValues(matrix), mixture: sample.mixture }
  const figures = [
    plots.entropyBoxes([{ name: "a", layers: sample.boxes }], { document, title: "Entropy" }),
    plots.mutualInformationDensity([pairs], { document }),
    plots.mutualInformationMatrix(matrix, sample.layers, { document }),
  ]
  return figures.map((svg) => [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d") ?? ""))
}

function plainSample() {
  const { mutualInformation, layers, summary, neuronTable } = sampleMeasurement()
  const boxes = summary.layers.map(({ entropy }, l) => {
    const { name, start, end } = layers[l]
    return { layer: name, box: entropy, values: [...neuronTable.entropy.subarray(start, end)] }
  })
  return {
    layers,
    boxes,
    mixture: summary.all.mixture,
    neurons: [...mutualInformation!.neurons],
    values: [...mutualInformation!.values],
  }
}

it("a figure with names made to be markup is well-formed XML, and they stay text", async () => {
  const hostile = `<script>"'&</script>`
  const { boxes } = plainSample()
  const layers = boxes.map((entry) => ({ ...entry, layer: hostile }))
  const svg = toSvgString(entropyBoxes([{ name: hostile, layers }], { document: svgDocument(), title: hostile }))
  const page = await browser.newPage()
  const read = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml")
    const names = [...parsed.querySelectorAll("title")].map((title) => title.textContent)
    return { root: parsed.documentElement.tagName, scripts: parsed.querySelectorAll("script").length, names }
  }, svg)
  expect(read).toEqual({ root: "svg", scripts: 0, names: Array(4).fill(hostile) })
})

it("the figures come out the same in a browser as in Node", async () => {
  const sample = plainSample()
  const plots = { entropyBoxes, mutualInformationDensity, mutualInformationMatrix, pairValues } as typeof Plots
  const inNode = drawAll(plots, sample, svgDocument())
  const page = await browser.newPage()
  await page.addScriptTag({ content: bundle })
  const inBrowser = await page.evaluate(`(${drawAll})(plots, ${JSON.stringify(sample)}, document)`)
  expect(inNode.flat().length).toBeGreaterThan(20)
  expect(inBrowser).toEqual(inNode)
})
