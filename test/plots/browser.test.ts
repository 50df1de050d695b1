import { fileURLToPath } from "node:url"
import type { Browser } from "playwright-core"
import { build } from "vite"
import { afterAll, beforeAll, expect, it } from "vitest"
import type * as Plots from "#src/plots/index.js"
import {
  entropyBoxes,
  mutualInformationDensity,
  mutualInformationMatrix,
  overEpochs,
  pairValues,
  scaleComparison,
  sweepBoxes,
  sweepDensities,
  toSvgString,
} from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { launchBrowser } from "../browser.js"
import { sampleMeasurement } from "./sample-measurement.js"
import { sampleAccuracy, sampleDensities, sampleEntropies, sampleEpochs, sampleScales } from "./sample-sweep.js"

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

/** Runs in Node and, sent as text, in the page. */
function drawSweep(plots: typeof Plots, sample: ReturnType<typeof plainSweep>, document: Document): string[][] {
  const options = { document, knob: "α", width: 900 }
  const densities = sample.densities.map(({ title, samples }) => ({
    title,
    samples: samples.map((pairs) => ({ ...pairs, values: Float64Array.from(pairs.values) })),
  }))
  const figures = [
    plots.sweepBoxes(sample.entropies, sample.accuracy, options),
    plots.sweepDensities(densities, options),
    plots.scaleComparison(sample.scales, options),
    plots.overEpochs(sample.epochs, options),
  ]
  return figures.map((svg) => [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d") ?? ""))
}

function plainSweep() {
  const densities = sampleDensities().map(({ title, samples }) => ({
    title,
    samples: samples.map((pairs) => ({ ...pairs, values: [...pairs.values] })),
  }))
  const entropies = sampleEntropies()
  return { entropies, accuracy: sampleAccuracy(), densities, scales: sampleScales(), epochs: sampleEpochs() }
}

it("the figures of a sweep come out the same in a browser as in Node", async () => {
  const sample = plainSweep()
  const plots = { sweepBoxes, sweepDensities, scaleComparison, overEpochs } as typeof Plots
  const inNode = drawSweep(plots, sample, svgDocument())
  const page = await browser.newPage()
  await page.addScriptTag({ content: bundle })
  const inBrowser = await page.evaluate(`(${drawSweep})(plots, ${JSON.stringify(sample)}, document)`)
  for (const paths of inNode) expect(paths.length).toBeGreaterThan(20)
  expect(inBrowser).toEqual(inNode)
})

it("the texts of a sweep's figures are legible and lie within the figure and apart", async () => {
  const sweep = plainSweep()
  const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } })
  const densities = sampleDensities()
  for (const width of [900, 360]) {
    const options = { document: svgDocument(), knob: "α", meaning: "how far the colour gives the label away", width }
    const figures = [
      sweepBoxes(sweep.entropies, sweep.accuracy, options),
      sweepDensities(densities, options),
      scaleComparison(sweep.scales, options),
      overEpochs(sweep.epochs, options),
    ]
    for (const figure of figures) {
      await page.setContent(toSvgString(figure))
      expect(await page.evaluate(textFaults)).toEqual([])
    }
  }
})

/** In the page: texts that are small, cut off by the figure, or on top of each other. */
function textFaults(): string[] {
  const frame = document.querySelector("svg")!.getBoundingClientRect()
  const texts = [...document.querySelectorAll("text")].map((text) => ({
    text: text.textContent,
    size: Number.parseFloat(getComputedStyle(text).fontSize),
    box: text.getBoundingClientRect(),
  }))
  const slack = 3
  return texts.flatMap(({ text, size, box }, i) => [
    ...(size < 11 ? [`${text} is small`] : []),
    ...(box.left < frame.left - slack || box.right > frame.right + slack ? [`${text} is cut off`] : []),
    ...texts
      .slice(i + 1)
      .filter(
        ({ box: other }) =>
          Math.min(box.right, other.right) - Math.max(box.left, other.left) > 0 &&
          Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > slack,
      )
      .map((other) => `${text} is on ${other.text}`),
  ])
}
