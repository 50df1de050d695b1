import type { Measurement } from "../../estimators/measurement.js"
import type { HostArrays, Network } from "../../networks/network.js"
import type { PlannedModel } from "../experiment.js"
import type { ModelData } from "../sweep/model-data-node.js"
import type { ModelSpec } from "../sweep/model-spec.js"

/** The networks of the paper's Figure 1: no memorization, heuristic memorization, example-level memorization. */
export const threeNetworks = ["plain", "shortcut", "shuffled"] as const
export type CirclesNetworkName = (typeof threeNetworks)[number]

export const networkTitles: Record<CirclesNetworkName, string> = {
  plain: "plain: z says nothing",
  shortcut: "shortcut: z names the class",
  shuffled: "shuffled: labels at random",
}

/** One of the three, trained, and measured after the rectifiers. */
export interface CirclesNetwork {
  name: CirclesNetworkName
  spec: ModelSpec
  data: ModelData
  network: Network
  parameters: HostArrays
  measurement: Measurement
}

/** Which models of the two sweeps they are: the ends of each, with the first seed. */
export function planOfThree(planned: readonly PlannedModel[]): Record<CirclesNetworkName, PlannedModel> {
  const find = (knob: PlannedModel["knob"], pick: (values: number[]) => number) => {
    const own = planned.filter((model) => model.knob === knob && model.seed === 0)
    const value = pick(own.map((model) => model.value))
    return own.find((model) => model.value === value) as PlannedModel
  }
  return {
    plain: find("division", (values) => Math.min(...values)),
    shortcut: find("division", (values) => Math.max(...values)),
    shuffled: find("shuffle", (values) => Math.max(...values)),
  }
}
