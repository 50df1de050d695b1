import type { GraphView } from "../graph-view.js"
import { attentions } from "./attentions.js"
import { normalisations } from "./normalisations.js"
import { type ResidualSum, residualSums } from "./residual-sums.js"

export interface HiddenState {
  tensor: string
  /** Path of the layer's module, such as `encoder.layer.0`, where the exporter left one. */
  module?: string
}

/**
 * What each layer of a transformer hands on: its last residual sum, or where norms follow the sums (as in BERT) that
 * sum's norm. A layer is what lies between one attention and the next, so that embeddings are none; two attentions in
 * one module, as in decoders that look at an encoder, are one layer. `isSequence` tells tensors of examples × tokens ×
 * width from others, such as attention's scores.
 */
export function hiddenStates(view: GraphView, isSequence: (tensor: string) => boolean): HiddenState[] {
  const layers = sumsByLayer(view, isSequence)
  const normed = layers.length > 0 ? normsAfterSums(view, layers[0][0]) : undefined
  const states = layers.map((sums) => {
    const { node, output } = sums[sums.length - 1]
    const tensor = normed?.get(output) ?? output
    const module = layerModule((view.maker(tensor) ?? node).module)
    return { tensor, ...(module !== undefined && { module }) }
  })
  return states.filter(({ module }, layer) => module === undefined || module !== states[layer + 1]?.module)
}

function sumsByLayer(view: GraphView, isSequence: (tensor: string) => boolean): ResidualSum[][] {
  const starts = new Set(attentions(view))
  const sums = new Map(residualSums(view).map((sum) => [sum.node, sum]))
  const layers: ResidualSum[][] = []
  for (const node of view.nodes) {
    if (starts.has(node)) layers.push([])
    const sum = sums.get(node)
    if (sum !== undefined && isSequence(sum.output)) layers.at(-1)?.push(sum)
  }
  return layers.filter((each) => each.length > 0)
}

/** From sum to norm, where the first sum of all is used by nothing but its norm. */
function normsAfterSums(view: GraphView, first: ResidualSum): Map<string, string> | undefined {
  const norms = normalisations(view)
  const isOnlyNormed = norms.some(
    ({ input, entries }) => input === first.output && view.users(input).every((user) => entries.includes(user)),
  )
  return isOnlyNormed ? new Map(norms.map(({ input, output }) => [input, output])) : undefined
}

/** Up to the last item of a list: `encoder.layer.0` of `encoder.layer.0.output.LayerNorm`. */
function layerModule(module: string | undefined): string | undefined {
  return module === undefined ? undefined : (/^(?:.*\.)?\d+(?=\.|$)/.exec(module)?.[0] ?? module)
}
