import { mlp } from "../../networks/mlp.js"
import type { Network } from "../../networks/network.js"
import { resnet18 } from "../../networks/resnet.js"
import type { ModelData } from "./model-data-node.js"
import type { EncoderSpec, NetworkSpec, Side } from "./model-spec.js"

/** The network of points or images that a specification names, for these examples. */
export function featureNetwork(
  spec: Exclude<NetworkSpec, EncoderSpec>,
  { training, shape }: Pick<ModelData, "training" | "shape">,
): Network {
  const { features, classes } = training
  if (spec.kind === "mlp") return mlp([features, ...spec.hidden, classes], spec.start)
  if (shape === null) throw new Error("a residual network is for images")
  return resnet18({ ...shape, classes, base: spec.base })
}

/** The points of a network that are measured on a side: every hidden layer, the end of each stage, each layer of an encoder. */
export function pointsOn(side: Side, network: Network): string[] {
  const measured = measuredPoints[side]
  return network.points.map(({ name }) => name).filter((name) => measured.test(name))
}

const measuredPoints: Record<Side, RegExp> = {
  pre: /^(hidden\d+|layer\d+\.1)\.pre$/,
  post: /^(hidden\d+|layer\d+\.1)\.post$/,
  cls: /^layer\d+$/,
  "cls-all": /^layer\d+$/,
}
