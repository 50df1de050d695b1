import { describe, expect, it } from "vitest"
import { trainingCurves } from "#src/plots/circles/training-curves.js"
import { svgDocument } from "#src/report/svg-document.js"

const document = svgDocument()
const curve = (name: string, ...values: number[]) => ({
  name,
  points: values.map((value, epoch) => ({ epoch, value })),
})
const draw = (curves: Parameters<typeof trainingCurves>[0], epoch = 0) =>
  trainingCurves(curves, { document, title: "Mean H, nats", lastEpoch: 100, epoch, step: 0.5 })
const labels = (svg: SVGSVGElement) => [...svg.querySelectorAll("text")].map((text) => text.firstChild?.textContent)
const ticks = (svg: SVGSVGElement) =>
  [...svg.querySelectorAll('[aria-label="y-axis tick label"] text')].map((tick) => tick.textContent)

describe("curves of training", () => {
  it("are a line for each network, named at its end", () => {
    const svg = draw([curve("plain", 1, 1.2), curve("shortcut", 1, 0.8)])
    expect(svg.querySelectorAll('[aria-label="line"] path')).toHaveLength(2)
    expect(labels(svg)).toEqual(expect.arrayContaining(["plain", "shortcut", "Mean H, nats"]))
  })

  it("mark the epoch that is looked at, and the mark moves with it", () => {
    const markAt = (epoch: number) => draw([curve("plain", 1, 1.2)], epoch).querySelector('[aria-label="rule"] line')!
    const places = [0, 10, 100].map((epoch) => Number(markAt(epoch).getAttribute("x1")))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(new Set(places).size).toBe(3)
  })

  it("keep their axis while values stay between the same multiples of the step", () => {
    const early = ticks(draw([curve("plain", 1.1, 1.2)]))
    expect(early.length).toBeGreaterThan(1)
    expect(ticks(draw([curve("plain", 1.1, 1.2, 1.45, 1.01)]))).toEqual(early)
    expect(ticks(draw([curve("plain", 1.1, 1.2, 1.7)]))).not.toEqual(early)
  })

  it("begin without a single value", () => {
    expect(labels(draw([curve("plain")]))).toContain("no finite value")
  })
})
