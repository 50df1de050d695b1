import { expect, test } from "vitest"
import { matchLayers } from "#src/selection/match-layers.js"

const layers = (...names: string[]) => names.map((name, i) => ({ name, start: i, end: i + 1 }))

test("layers of the same names are matched by them, in the first's order", () => {
  expect(matchLayers(layers("a", "b"), layers("b", "a"))).toEqual([
    { first: 0, second: 1, name: "a" },
    { first: 1, second: 0, name: "b" },
  ])
})

test("as many layers of other names are matched in order, and called by both names", () => {
  expect(matchLayers(layers("fc1", "fc2"), layers("h.0", "fc2"))).toEqual([
    { first: 0, second: 0, name: "fc1 / h.0" },
    { first: 1, second: 1, name: "fc2" },
  ])
})

test("where there are not as many, those of the same name are", () => {
  expect(matchLayers(layers("a", "b", "c"), layers("c", "a"))).toEqual([
    { first: 0, second: 1, name: "a" },
    { first: 2, second: 0, name: "c" },
  ])
})

test("layers that share no name are not", () => {
  expect(matchLayers(layers("a"), layers("b", "c"))).toEqual([])
})
