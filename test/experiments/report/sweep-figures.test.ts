import { describe, expect, it } from "vitest"
import { settingsOf } from "#src/experiments/report/loaded-model.js"
import { meanOverSeeds, pooledEntropies, pooledPairs, rangeOverSeeds } from "#src/experiments/report/pooled.js"
import { sweepFigures } from "#src/experiments/report/sweep-figures.js"
import { lightTheme } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { sampleModels, sweep } from "./sample-experiment.js"

const models = await sampleModels()
const settings = settingsOf(sweep, models)
const figures = sweepFigures(sweep, models, svgDocument(), lightTheme)
const svgOf = (file: string) => figures.find((figure) => figure.file === file)!.svg.outerHTML

describe("the figures of a sweep", () => {
  it("have names of ours alone, a title, a caption, a wide drawing and one for a phone", () => {
    expect(figures.map(({ file }) => file)).toEqual([
      "beta-entropy",
      "beta-mutual-information",
      "beta-scale-pre",
      "beta-scale-post",
      "beta-rectifiers",
      "beta-epochs",
    ])
    for (const { title, caption, svg, narrow } of figures) {
      expect(title.length * caption.length).toBeGreaterThan(0)
      expect(svg.getAttribute("width")).toBe("900")
      expect(Number(narrow!.getAttribute("width"))).toBeLessThan(360)
    }
  })

  it("name every layer and all together", () => {
    for (const { file, svg } of figures) {
      if (file === "beta-epochs") continue
      for (const name of ["hidden1", "hidden2", "all layers"]) expect(svg.outerHTML).toContain(`>${name}<`)
    }
  })

  it("say what the knob does", () => {
    for (const file of ["beta-entropy", "beta-scale-pre"]) {
      expect(svgOf(file)).toContain("share of the labels replaced at random")
    }
  })

  it("are none without models, and none of mutual information where it was not measured", async () => {
    expect(sweepFigures(sweep, [], svgDocument(), lightTheme)).toEqual([])
    const unpaired = await sampleModels({ mutualInformation: false })
    const files = sweepFigures(sweep, unpaired, svgDocument(), lightTheme).map(({ file }) => file)
    expect(files).toEqual(["beta-entropy", "beta-scale-pre", "beta-scale-post", "beta-epochs"])
  })
})

describe("what is pooled over seeds", () => {
  it("is the neurons of every network of a setting, by layer and all", () => {
    const panels = pooledEntropies(settings, "pre")
    expect(panels.map(({ boxes }) => boxes[0].values.length)).toEqual([12, 10, 22])
    const { entropy } = models[5].measurements.pre.neuronTable
    expect([...(panels[1].boxes[0].values as Float64Array)].slice(5)).toEqual([...entropy.subarray(6)])
    expect(panels[0].boxes.map(({ knob }) => knob)).toEqual([0, 0.25, 0.5, 0.75, 1])
  })

  it("is every pair once: 15 and 10 within the layers of a network, 55 in all", () => {
    const after = models.map((model) => ({ ...model, measurement: model.measurements.post }))
    const panels = pooledPairs(settingsOf(sweep, after), "post")
    expect(panels.map(({ samples }) => samples[0].values.length)).toEqual([30, 20, 110])
    const [{ values, mixture }] = panels[2].samples
    const means = [models[0], models[5]].map(
      ({ measurements }) => measurements.post.summary.all.mutualInformation!.mean,
    )
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean).toBeCloseTo((means[0] + means[1]) / 2, 12)
    expect(mixture!.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
  })
})

describe("means over seeds", () => {
  const seeds = [1, 2, 3]

  it("have Student's interval, or the least and the greatest", () => {
    const { mean, low, high } = meanOverSeeds(0.5, seeds, (x) => x)
    expect(mean).toBe(2)
    expect(high - 2).toBeCloseTo(4.302652729911275 / Math.sqrt(3), 6)
    expect(low).toBeCloseTo(4 - high, 12)
    expect(rangeOverSeeds(0.5, seeds, (x) => x)).toEqual({ knob: 0.5, mean: 2, low: 1, high: 3 })
  })

  it("of one seed are that seed, of none no number", () => {
    expect(meanOverSeeds(0, [7], (x) => x)).toEqual({ knob: 0, mean: 7, low: 7, high: 7 })
    expect(meanOverSeeds(0, [7], () => null)).toEqual({ knob: 0, mean: Number.NaN, low: Number.NaN, high: Number.NaN })
  })
})
