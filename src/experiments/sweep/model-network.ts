import { mlp } from "../../networks/mlp.js"
import type { Network } from "../../networks/network.js"
import { resnet18 } from "../../networks/resnet.js"
import type { ModelData } from "./model-data-node.js"
import type { NetworkSpec, Side } from "./model-spec.js"

/** The network that a specification names, for these examples. */
export function modelNetwork(spec: NetworkSpec, { training, shape }: Pick<ModelData, "training" | "shape">): Network {
  const { features, classes } = training
  if (spec.kind === "mlp") return mlp([features, ...spec.hidden, classes], spec.start)
  if (shape === null) throw new Error("a residual network is for images")
  return resnet18({ ...shape, classes, base: spec.base })
}

/** The points of a network that are measured on one side of its rectifiers: every hidden layer, or the end of each stage. */
export function pointsOn(side: Side, network: Network): string[] {
  const measured = new RegExp(`^(hidden\\d+|layer\\d+\\.1)\\.${side}$`)
  return network.points.map(({ name }) => name).filter((name) => measured.test(name))
}
