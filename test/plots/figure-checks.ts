import { expect } from "vitest"
import { toSvgString } from "#src/plots/index.js"

/** The drawings with axes in a figure, in reading order. */
export function panelsOf(figure: SVGSVGElement): Element[] {
  return [...figure.children].filter((child) => child.querySelector('[aria-label$="-axis tick label"]') !== null)
}

/** The upper left corner of a panel in its figure. */
export function cornerOf(panel: Element): { x: number; y: number } {
  return shiftOf(panel.getAttribute("transform") ?? "")
}

export function texts(root: Element): string[] {
  return [...root.querySelectorAll("text")].map((text) => text.firstChild?.textContent ?? "")
}

/** The points of a path of straight lines. */
export function points(path: Element): [number, number][] {
  return (path.getAttribute("d") ?? "")
    .split(/[MLZ]/)
    .filter((pair) => pair !== "")
    .map((pair) => pair.split(",").map(Number) as [number, number])
}

/** The closed outlines of the notched boxes. */
export function boxOutlines(root: Element): [number, number][][] {
  return pathsOf(root, "line").filter((path) => path.length >= 10)
}

/** The points of every path that a kind of mark drew. */
export function pathsOf(root: Element, mark: string): [number, number][][] {
  return [...root.querySelectorAll(`[aria-label="${mark}"] path`)].map(points)
}

/** Pixels of a text: where it was moved to, and its group with it. */
export function placeOf(text: Element): { x: number; y: number } {
  const [own, group] = [text, text.parentElement].map((element) => shiftOf(element?.getAttribute("transform") ?? ""))
  return { x: own.x + group.x, y: own.y + group.y }
}

function shiftOf(transform: string): { x: number; y: number } {
  const [x, y] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(transform)?.slice(1).map(Number) ?? [0, 0]
  return { x, y }
}

/** The ticks of an axis, and where they lie along it; `which` counts axes of that direction in a panel. */
export function ticksOf(panel: Element, axis: "x" | "y", which = 0): { label: string; at: number }[] {
  const group = panel.querySelectorAll(`[aria-label="${axis}-axis tick label"]`)[which]
  return [...group.querySelectorAll("text")].map((tick) => ({
    label: tick.textContent ?? "",
    at: placeOf(tick)[axis],
  }))
}

/** Pixels of a value on a linear axis, from its first and last tick. */
export function onAxis(ticks: { label: string; at: number }[]): (value: number) => number {
  const [first, last] = [ticks[0], ticks[ticks.length - 1]].map(({ label, at }) => ({ value: numberOf(label), at }))
  const perUnit = (last.at - first.at) / (last.value - first.value)
  return (value) => first.at + (value - first.value) * perUnit
}

function numberOf(label: string): number {
  return Number(label.replace("−", "-"))
}

/** What every figure must hold: drawn without holes, readable, named for screen readers. */
export function expectSound(figure: SVGSVGElement) {
  const text = toSvgString(figure)
  expect(text).not.toMatch(/NaN|undefined|Infinity/)
  expect(text).not.toMatch(/<style|<script|<image|href=|url\(/)
  expect(figure.getAttribute("role")).toBe("img")
  expect(figure.getAttribute("aria-label")).not.toBe("")
  expect(figure.querySelectorAll("svg, [role=img]")).toHaveLength(0)
  const sizes = [...figure.querySelectorAll("g[font-size], text[font-size]")].map((element) =>
    Number(element.getAttribute("font-size")),
  )
  expect(Math.min(12, ...sizes)).toBeGreaterThanOrEqual(11)
}
