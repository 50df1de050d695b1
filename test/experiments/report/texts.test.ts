import { stripVTControlCharacters } from "node:util"
import { parseHTML } from "linkedom"
import { describe, expect, it } from "vitest"
import { experimentText } from "#src/cli/experiment-text.js"
import { experimentReportHtml } from "#src/experiments/report/experiment-report.js"
import { sweepFigures } from "#src/experiments/report/sweep-figures.js"
import { verdictOf } from "#src/experiments/report/verdict.js"
import { lightTheme } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { withMeans } from "./sample-experiment.js"
import { type SampleTextModel, sampleTextModels, textRunOf } from "./sample-text-experiment.js"

const wide = await sampleTextModels()
const narrow = await sampleTextModels({ width: 64, source: "/home/somebody/aclImdb" })
const shuffled = await sampleTextModels({ experiment: "shuffled-imdb", layers: 6, width: 64 })
const all = [
  ["wider than 64 neurons", wide],
  ["of 64 neurons", narrow],
  ["of six layers", shuffled],
] as const

const drawn = new Map(
  all.map(([, models]) => {
    const run = textRunOf(models)
    const [sweep] = run.experiment.sweeps
    const figures = sweepFigures(sweep, models, svgDocument(), lightTheme)
    return [models, { figures, page: experimentReportHtml(run, { figures: { [sweep.knob]: figures }, scripts: [] }) }]
  }),
)
const figuresOf = (models: SampleTextModel[]) => drawn.get(models)!.figures
const pageOf = (models: SampleTextModel[]) => drawn.get(models)!.page

function rowsOf(html: string, id: string): string[][] {
  const { document } = parseHTML(html)
  return [...document.querySelectorAll(`[aria-labelledby="${id}"] tr`)].map((row) =>
    [...row.children].map((cell) => cell.textContent.trim()),
  )
}

function terminalOf(models: SampleTextModel[]): string {
  return stripVTControlCharacters(experimentText(textRunOf(models), "out"))
}

describe("the figures of an encoder's sweep", () => {
  it("are of its one side, or of both, with the adjectives where there are any", () => {
    const files = (models: SampleTextModel[]) => figuresOf(models).map(({ file }) => file)
    const [before, after] = [
      ["alpha-entropy", "alpha-adjectives", "alpha-mutual-information", "alpha-scale-cls"],
      ["alpha-epochs"],
    ]
    expect(files(wide)).toEqual([...before, "alpha-every-neuron", ...after])
    expect(files(narrow)).toEqual([...before, ...after])
    expect(files(shuffled)).toEqual(["beta-entropy", "beta-mutual-information", "beta-scale-cls", "beta-epochs"])
  })

  it("have a panel for each of six layers and one for all", () => {
    for (const { file, svg } of figuresOf(shuffled).slice(0, 2)) {
      for (const name of ["layer1", "layer6", "all layers"]) expect(svg.outerHTML, file).toContain(`>${name}<`)
    }
  })

  it("set accuracy where the adjective agrees beside that where it disagrees", () => {
    const { svg } = figuresOf(wide)[1]
    const titles = [...svg.querySelectorAll("title")].map((title) => title.textContent)
    expect(titles.find((title) => /^disagrees.* 1\b/.test(title))).toMatch(/0\.06/)
    expect(titles.find((title) => /^agrees.* 1\b/.test(title))).toMatch(/0\.98/)
  })

  it("say how many steps an epoch is", () => {
    expect(figuresOf(wide).at(-1)!.caption).toContain("An epoch is 250 steps of 16 reviews.")
  })
})

describe.each(all)("networks %s", (_, models) => {
  it("have no rectifiers in the report or the terminal", () => {
    expect(pageOf(models)).toContain("[CLS]")
    expect(pageOf(models)).not.toMatch(/rectifier|ReLU/i)
    expect(terminalOf(models)).toContain("at the first token")
    expect(terminalOf(models)).not.toMatch(/rectifier|pre-activation|^(pre|post) /im)
  })

  it("have lines of at most 80 columns in the terminal", () => {
    const lines = terminalOf(models).split("\n")
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.filter((line) => line.length > 80)).toEqual([])
  })
})

describe("the tables", () => {
  it("give entropies once, and mutual information among 64 neurons and among all", () => {
    const rows = rowsOf(pageOf(wide), "means-alpha")
    expect(rows[0]).toEqual(["", "[CLS], α ="])
    const groups = rows.filter(([name]) => /^(H|MI)/.test(name)).map(([name]) => name)
    expect(groups).toEqual([
      "H, shared bins",
      "H, own bins",
      "H, nearest neighbours",
      "MI, [CLS], 64 neurons a layer",
      "MI, [CLS], every neuron",
    ])
    const mean = (models: SampleTextModel[], side: "cls" | "cls-all") =>
      (models.reduce((sum, { result }) => sum + result[side]![0].mutualInformation!, 0) / models.length).toFixed(4)
    const strongest = wide.filter(({ value }) => value === 1)
    expect(rows.at(-7)).toEqual(expect.arrayContaining(["layer1", mean(strongest, "cls")]))
    expect(rows.at(-3)).toEqual(expect.arrayContaining(["layer1", mean(strongest, "cls-all")]))
  })

  it("set the paper's τ beside ours with its exact p, on the side that the paper measured", () => {
    const html = pageOf(wide)
    const ours = rowsOf(html, "trends-alpha-cls")
    expect(ours.at(-1)!.slice(0, 6)).toEqual([
      "all layers",
      "+1.00",
      ".003",
      "+1.00 … +1.00",
      "as in the paper",
      "0.80",
    ])
    const everyNeuron = rowsOf(html, "trends-alpha-cls-all")
    expect(everyNeuron.filter(([name]) => name.includes("should")).map(([name]) => name)).toEqual(["MI: should rise"])
    expect(everyNeuron.at(-1)![5]).toBe("")
    expect(rowsOf(pageOf(narrow), "trends-alpha-cls-all")).toEqual([])
  })

  it("give accuracy by the adjective, and how many labels were changed", () => {
    const rows = rowsOf(pageOf(wide), "accuracy-alpha")
    expect(rows[0].slice(2)).toEqual(["training", "validation", "agree", "disagree", "training labels changed"])
    expect(rows.at(-1)!.slice(4)).toEqual(["0.980 [0.980, 0.980]", "0.060 [0.050, 0.070]", "20.3 %"])
    expect(rowsOf(pageOf(shuffled), "accuracy-beta")[0]).not.toContain("training labels changed")
  })
})

it("the settings say what was read, by which network, and until when", () => {
  const rows = [...parseHTML(pageOf(narrow)).document.querySelectorAll("#settings tr")]
  const settings = Object.fromEntries(rows.map((row) => [...row.children].map((cell) => cell.textContent)))
  expect(settings).toMatchObject({
    Reviews: "aclImdb",
    "Training reviews": "4,000",
    Tokens: "at most 128 of a review; a WordPiece vocabulary of 8,000 entries, made from the training reviews",
    "Training reviews with an adjective against the label": "800 to 820 (20 % to 20.5 %)",
    "Training labels changed to the adjective's": "0 to 820 (0 % to 20.5 %)",
    Network: "transformer encoder, 2 layers of 64 neurons, 4 heads, from scratch",
    Training:
      "Adam, learning rate 0.0003, batches of 16, until the mean training loss of an epoch was at most 0.05 nats",
  })
  expect(pageOf(narrow)).not.toContain("somebody")
})

it("the page and the terminal say how many reviews have an adjective against their label", () => {
  const sentence =
    "Of 4,000 training reviews, all with adjectives of one list alone, 800 to 820 (20 % to 20.5 %) have one against their true label."
  expect(pageOf(wide)).toContain(sentence)
  expect(terminalOf(wide).replaceAll("\n", " ")).toContain(sentence)
  expect(pageOf(shuffled)).not.toContain("adjective")
})

it("sentences in place of reviews are said to be made up", () => {
  expect(pageOf(wide)).toContain("Here with sentences made up by rote in place of reviews.")
  expect(pageOf(narrow)).not.toContain("made up by rote")
})

describe("the verdict", () => {
  const verdict = (sample: SampleTextModel[]) => {
    const models = withMeans(sample, (_, alpha) => ({ entropy: 3 - alpha }))
    const { experiment, trends } = textRunOf(models)
    const { headline, measures, cautions } = verdictOf(experiment.sweeps[0], models, trends)
    return { headline, words: [...measures, ...cautions].join(" ").replaceAll("\u00a0", " ") }
  }

  it("names no side where there is one, and of two only for mutual information", () => {
    expect(verdict(narrow).headline).toBe(
      "Over all layers, mean entropy goes as the paper claims; mean mutual information goes as the paper claims.",
    )
    expect(verdict(wide).headline).toBe(
      "Over all layers, mean entropy goes as the paper claims; mean mutual information goes as the paper claims, among 64 neurons of each layer as among all of them.",
    )
    expect(verdict(wide).words).toContain(
      "Over all layers, among 64 neurons of each layer: τ = +1.00, p = .003 over the six",
    )
    expect(verdict(wide).words).toContain("Among all neurons: τ = +1.00, p = .003")
    expect(verdict(narrow).words).toContain(
      "Over all layers: τ = +1.00, p = .003 over the six settings (0.80 in the paper, with accuracy)",
    )
  })

  it("says what p six settings can have, and how far the networks went by the adjective", () => {
    const { words } = verdict(wide)
    expect(words).toContain("With six settings p can be no less than .003, where all of them are in order.")
    expect(words).toContain("accuracy goes from 0.710 to 0.060 on validation reviews whose adjective disagrees")
    expect(verdict(shuffled).words).not.toContain("adjective")
  })
})
