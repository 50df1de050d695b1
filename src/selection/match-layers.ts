import type { Layer } from "../activations.js"

/** A layer of each model, as indices, and what to call the two. */
export interface LayerPair {
  first: number
  second: number
  name: string
}

/**
 * Which layers of two models to set against each other: one by one where there are as many, else those of the same
 * name. A pair of different names is called by both, "fc1 / h.0".
 */
export function matchLayers(first: readonly Layer[], second: readonly Layer[]): LayerPair[] {
  if (first.length === second.length) {
    return first.map(({ name }, i) => ({
      first: i,
      second: i,
      name: name === second[i].name ? name : `${name} / ${second[i].name}`,
    }))
  }
  return first.flatMap(({ name }, i) => {
    const j = second.findIndex((layer) => layer.name === name)
    return j === -1 ? [] : [{ first: i, second: j, name }]
  })
}
