import { printable } from "../errors.js"
import { rowNames } from "../plots/comparison/shared-names.js"

/** Names for the first column of a table: what all begin with left out where they are long, then cut in the middle to fit. */
export function rowLabels(names: readonly string[], width: number): string[] {
  return rowNames(names.map(printable), width).map((name) => {
    const characters = [...name]
    if (characters.length <= width) return name
    const head = Math.ceil((width - 1) / 2)
    return [...characters.slice(0, head), "…", ...characters.slice(head + 1 - width)].join("")
  })
}

/** Labels of the rows of layers, and of one for all of them together, which comes last. */
export function layerLabels(layers: readonly { layer: string | null }[], width: number): string[] {
  const names = layers.map(({ layer }) => layer ?? "")
  return [...rowLabels(names, width), "all layers"]
}
