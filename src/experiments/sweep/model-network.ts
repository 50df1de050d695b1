import type { LabelledExamples } from "../../datasets/labelled.js"
import { mlp } from "../../networks/mlp.js"
import type { Network } from "../../networks/network.js"
import type { NetworkSpec, Side } from "./model-spec.js"

/** The network that a specification names, for these examples. */
export function modelNetwork(spec: NetworkSpec, { features, classes }: LabelledExamples): Network {
  return mlp([features, ...(spec as { hidden: number[] }).hidden, classes])
}

/** The points of a network on one side of its rectifiers. */
export function pointsOn(side: Side, network: Network): string[] {
  return network.points.map(({ name }) => name).filter((name) => name.endsWith(`.${side}`))
}
