import type { Layer } from "../activations.js"

/** A layer of each model, as indices, and what to call the two. */
export interface LayerPair {
  first: number
  second: number
  name: string
}

/**
 * Which layers of two models to set against each other: those of the same name where all have one, else one by one
 * where there are as many, else the few that share a name. A pair of different names is called by both, "fc1 / h.0".
 */
export function matchLayers(first: readonly Layer[], second: readonly Layer[]): LayerPair[] {
  const byName = first.flatMap(({ name }, i) => {
    const j = second.findIndex((layer) => layer.name === name)
    return j === -1 ? [] : [{ first: i, second: j, name }]
  })
  if (first.length !== second.length || byName.length === first.length) return byName
  return first.map(({ name }, i) => ({
    first: i,
    second: i,
    name: name === second[i].name ? name : `${name} / ${second[i].name}`,
  }))
}
