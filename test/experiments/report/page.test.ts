import { parseHTML } from "linkedom"
import { describe, expect, it } from "vitest"
import { experimentReportHtml, type ReportSection } from "#src/experiments/report/experiment-report.js"
import { sweepFigures } from "#src/experiments/report/sweep-figures.js"
import type { ExperimentRun } from "#src/experiments/run-experiment-node.js"
import { pageTheme } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { runOf, sampleModels, sweep, withMeans } from "./sample-experiment.js"

const scripts = [{ code: "document.title", hash: "aGFzaA==" }]
const models = await sampleModels()

function page(run: ExperimentRun, sections: ReportSection[] = []): string {
  return experimentReportHtml(run, { figures: {}, sections, scripts })
}

/** The texts of a table's cells, row by row, by the id of its title. */
function rowsOf(html: string, id: string): string[][] {
  const { document } = parseHTML(html)
  const table = document.querySelector(`[aria-labelledby="${id}"] table`)!
  return [...table.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent.trim()))
}

describe("the tables", () => {
  const exact = withMeans(models, ({ layer }, beta) => ({
    entropy: 1 + beta,
    mutualInformation: layer === null ? 0.5 - beta / 4 : 0.25,
  }))
  const html = page(runOf(exact))

  it("give accuracy by setting, with the least and the greatest seed", () => {
    expect(rowsOf(html, "accuracy-beta")).toEqual([
      ["β", "networks", "training", "validation"],
      ["0", "2", "0.990 [0.990, 0.990]", "0.905 [0.900, 0.910]"],
      ["0.25", "2", "0.990 [0.990, 0.990]", "0.705 [0.700, 0.710]"],
      ["0.5", "2", "0.990 [0.990, 0.990]", "0.505 [0.500, 0.510]"],
      ["0.75", "2", "0.990 [0.990, 0.990]", "0.305 [0.300, 0.310]"],
      ["1", "2", "0.990 [0.990, 0.990]", "0.105 [0.100, 0.110]"],
    ])
  })

  it("give the means of each measure by layer, before and after the rectifiers", () => {
    const rows = rowsOf(html, "means-beta")
    const entropies = ["1.000", "1.250", "1.500", "1.750", "2.000"]
    expect(rows[1]).toEqual(["Layer", "0", "0.25", "0.5", "0.75", "1", "0", "0.25", "0.5", "0.75", "1"])
    expect(rows.slice(2, 6).map(([name]) => name)).toEqual(["H, shared bins", "hidden1", "hidden2", "all layers"])
    expect(rows[3]).toEqual(["hidden1", ...entropies, ...entropies])
    const informations = ["0.5000", "0.4375", "0.3750", "0.3125", "0.2500"]
    expect(rows.at(-1)).toEqual(["all layers", ...informations, ...informations])
    const local = [0, 2, 4].map((model) => models[model].result.pre![0].entropyLocal)
    const other = [5, 7, 9].map((model) => models[model].result.pre![0].entropyLocal)
    const row = rows[rows.findIndex(([name]) => name === "H, own bins") + 1]
    expect([row[1], row[3], row[5]]).toEqual(local.map((value, i) => ((value + other[i]) / 2).toFixed(3)))
  })

  it("give τ with p, interval, outcome, and the paper's where it has one", () => {
    const rows = rowsOf(html, "trends-beta-pre")
    expect(rows.filter(([name]) => name.includes("should")).map(([name]) => name)).toEqual([
      "H, shared bins: should rise",
      "H, own bins: should rise",
      "H, nearest neighbours: should rise",
      "MI: should fall",
    ])
    const information = rows.at(-1)!
    expect(information.slice(0, 6)).toEqual(["all layers", "+1.00", ".017", "+1.00 … +1.00", "as in the paper", "0.88"])
    expect(rows.at(-2)!.slice(1, 6)).toEqual(["—", "—", "—", "not defined", ""])
    expect(rowsOf(html, "trends-beta-post").at(-1)![5]).toBe("")
  })
})

it("the settings say what was measured of which networks", () => {
  const { document } = parseHTML(page(runOf(models)))
  const rows = [...document.querySelectorAll("#settings tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  )
  expect(Object.fromEntries(rows)).toMatchObject({
    Images: "MNIST",
    "Training images": "10,000",
    Network: "multi-layer perceptron, 256-256-256, ReLU, Glorot's first weights",
    Training: "Adam, learning rate 0.003 falling to zero in a straight line, batches of 512",
    "Network measured": "as it is after the last epoch (2)",
    Seeds: "2: 0, 1",
    Entropy: "binned, 100 bins shared by all neurons (global)",
  })
})

it("other images than MNIST's are named, with the last part of their folder", async () => {
  const folder = "/home/somebody/<script>alert(1)</script>fashion"
  const other = await sampleModels({ images: "fashion-mnist", folder })
  const html = page(runOf(other))
  expect(html).toContain("the images and classes of Fashion-MNIST")
  expect(html).not.toContain("somebody")
  expect(html).not.toContain("<script>alert")
  expect(html).toContain("fashion)</td>")
})

it("no text from a file is taken as markup", async () => {
  const hostile = ["<img src=x onerror=alert(1)>", `"><script>alert(2)</script>`]
  const named = await sampleModels({ layerNames: hostile })
  const run = runOf(named)
  const figures = sweepFigures(sweep, named, svgDocument(), pageTheme)
  const section = { heading: hostile[0], text: hostile[1], figures: [] }
  const html = experimentReportHtml(run, { figures: { beta: figures }, sections: [section], scripts })
  expect(html).not.toContain("<img")
  expect(html).not.toContain("<script>alert")
  expect(html).toContain("&#60;img src=x onerror=alert(1)&#62;")
})

it("allows its own script and nothing else, and images only where there is an animation", () => {
  const policyOf = (html: string) => /Content-Security-Policy" content="([^"]+)"/.exec(html)![1]
  expect(policyOf(page(runOf(models)))).toBe(
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-aGFzaA=='",
  )
  const gif = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251)
  const moving = page(runOf(models), [
    { heading: "Moving", text: "It moves.", figures: [], animation: { title: "Training", caption: "Dots", gif } },
  ])
  expect(policyOf(moving)).toContain("img-src data:;")
  const encoded = /src="data:image\/gif;base64,([^"]+)"/.exec(moving)![1]
  expect(Buffer.from(encoded, "base64").equals(gif)).toBe(true)
})
