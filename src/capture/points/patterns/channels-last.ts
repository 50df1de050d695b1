import type { GraphView } from "../graph-view.js"
import { entrywiseFunctions } from "./activation-functions.js"
import { linearLayers } from "./linear-layers.js"
import { normalisations } from "./normalisations.js"

/** Norms over maps, whose channels are their second axis. */
const overMaps = new Set(["BatchNormalization", "GroupNormalization", "InstanceNormalization"])

/**
 * Tensors whose neurons are their last axis, however many axes there are: products with matrices, norms over that axis,
 * and what works on these entry by entry, as inside the blocks of ConvNeXt.
 */
export function channelsLast(view: GraphView): Set<string> {
  const norms = normalisations(view).filter(({ node }) => !overMaps.has(node.operator))
  const makers = [...linearLayers(view), ...norms]
  const tensors = new Set(makers.flatMap(({ node, output }) => [node.outputs[0], output]))
  for (const [tensor, { of }] of entrywiseFunctions(view)) if (tensors.has(of)) tensors.add(tensor)
  return tensors
}
