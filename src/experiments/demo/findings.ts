import type { BoxStatistics, LayerSummary, Measurement } from "../../estimators/measurement.js"
import { type Direction, PAPER_CLAIMS } from "../../selection/index.js"
import type { DemoNetwork } from "./demo.js"

/** One of the paper's claims: what happens to both measures in `network`, set against `control`. */
export interface Claim {
  network: DemoNetwork
  control: DemoNetwork
  kind: string
  entropy: Direction
  mutualInformation: Direction
}

export const CLAIMS: readonly Claim[] = [
  { network: "shortcut", control: "plain", kind: "heuristic memorization", ...PAPER_CLAIMS.heuristic },
  {
    network: "shuffled",
    control: "true-labels",
    kind: "example-level memorization",
    ...PAPER_CLAIMS["example-level"],
  },
]

/** `unclear` where the 95 % intervals of the two means touch, else whether the difference has the claimed sign. */
export type Outcome = "as in the paper" | "against the paper" | "unclear"

const quantities = ["entropy", "entropyLocal", "entropyKnn", "mutualInformation"] as const

export interface Finding {
  claim: Claim
  quantity: (typeof quantities)[number]
  direction: Direction
  /** Layer's name, or null for all layers together. */
  layer: string | null
  control: number
  network: number
  outcome: Outcome
}

/**
 * Sets each claim's two measurements against each other: entropy with the settings' bins, the two
 * entropies that are free of a neuron's scale (the paper claims nothing about them: they tell how much of the effect is scale)
 * and mutual information; in each layer and over all.
 */
export function demoFindings(measurements: Record<DemoNetwork, Measurement>): Finding[] {
  return CLAIMS.flatMap((claim) => {
    const [control, network] = [measurements[claim.control].summary, measurements[claim.network].summary]
    const layers: [LayerSummary, LayerSummary][] = network.layers.map((layer, i) => [control.layers[i], layer])
    return [...layers, [control.all, network.all] as const].flatMap(([before, after]) =>
      quantities.flatMap((quantity) => {
        const [from, to] = [before[quantity], after[quantity]]
        if (from === null || to === null) return []
        const direction = quantity === "mutualInformation" ? claim.mutualInformation : claim.entropy
        const outcome = outcomeOf(from, to, direction)
        return { claim, quantity, direction, layer: after.layer, control: from.mean, network: to.mean, outcome }
      }),
    )
  })
}

function outcomeOf(from: BoxStatistics, to: BoxStatistics, direction: Direction): Outcome {
  const [low, high] = direction === "rises" ? [from, to] : [to, from]
  if (low.meanInterval[1] < high.meanInterval[0]) return "as in the paper"
  return high.meanInterval[1] < low.meanInterval[0] ? "against the paper" : "unclear"
}
