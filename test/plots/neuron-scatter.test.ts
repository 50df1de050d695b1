import { describe, expect, it } from "vitest"
import { lightTheme, neuronScatter, scatterLayout, sparkline, toSvgString } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { expectSound, onAxis, texts, ticksOf } from "./figure-checks.js"

const document = svgDocument()
const labels = { xLabel: "entropy, nats", yLabel: "mean MI, nats" }
const groups = [
  { name: "plain", x: [1, 2, 3], y: [0.1, 0.3, 0.2] },
  { name: "shortcut", x: [1.5, Number.NaN], y: [0.5, 0.4] },
]

/** Where each dot of a path is. */
function dotsOf(path: Element): number[][] {
  return [...(path.getAttribute("d") ?? "").matchAll(/M([\d.]+),([\d.]+)h0/g)].map(([, x, y]) => [Number(x), Number(y)])
}

function drawnDots(svg: SVGSVGElement, colour: string): number[][] {
  return [...svg.querySelectorAll("g[stroke-linecap] path")]
    .filter((path) => path.getAttribute("stroke") === colour)
    .flatMap(dotsOf)
}

describe("the scatter of two measures of neurons", () => {
  const svg = neuronScatter(groups, { document, width: 500, ...labels })

  it("is sound, and names both axes and every group", () => {
    expectSound(svg)
    expect(texts(svg)).toEqual(expect.arrayContaining(["entropy, nats", "mean MI, nats", "plain", "shortcut"]))
  })

  it("puts a dot at the two values of each neuron", () => {
    const [x, y] = [onAxis(ticksOf(svg, "x")), onAxis(ticksOf(svg, "y"))]
    const [, ...dots] = drawnDots(svg, lightTheme.runs[0]).toSorted((a, b) => a[1] - b[1])
    const expected = [0, 1, 2].map((j) => [x(groups[0].x[j]), y(groups[0].y[j])]).toSorted((a, b) => a[1] - b[1])
    expect(dots).toHaveLength(3)
    dots.forEach(([dotX, dotY], j) => {
      expect(Math.abs(dotX - expected[j][0])).toBeLessThan(1)
      expect(Math.abs(dotY - expected[j][1])).toBeLessThan(1)
    })
  })

  it("leaves out a neuron that lacks one of them", () => {
    expect(drawnDots(svg, lightTheme.runs[1])).toHaveLength(1 + 1)
  })

  it("has a layout that says where the dots are", () => {
    const { places, height } = scatterLayout(groups, 500)
    expect(String(height)).toBe(svg.getAttribute("height"))
    const dots = drawnDots(svg, lightTheme.runs[0]).slice(0, 3)
    expect(dots.flat()).toEqual([...places[0]].map((pixels) => Math.round(pixels * 10) / 10))
    expect([...places[1].slice(2)]).toEqual([Number.NaN, Number.NaN])
  })

  it("goes without neurons, and with more groups than colours", () => {
    expectSound(neuronScatter([{ name: "none", x: [], y: [] }], { document, ...labels }))
    const many = Array.from({ length: 9 }, (_, l) => ({ name: `layer${l}`, x: [l], y: [l] }))
    const drawn = neuronScatter(many, { document, width: 320, ...labels })
    expectSound(drawn)
    const hollow = [...drawn.querySelectorAll("g[stroke-linecap]")].filter((g) => g.childElementCount === 2)
    expect(hollow).toHaveLength(2 * 3)
  })
})

describe("the sparkline of a histogram", () => {
  it("rises to the share of the fullest bin, and says where most values are", () => {
    const svg = sparkline([0, 1, 2, 4], { document, width: 40, height: 20 })
    expect(svg.querySelector("path")?.getAttribute("d")).toBe("M0,20V20h10V15h10V10h10V0h10V20Z")
    expect(svg.getAttribute("aria-label")).toContain("highest third")
    expect(toSvgString(svg)).not.toMatch(/NaN|undefined/)
  })
})
