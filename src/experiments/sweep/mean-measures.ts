import type { LayerSummary, Measurement } from "../../estimators/measurement.js"
import type { MeanMeasures } from "./model-result.js"

/** The means of a measurement: of every layer, from input to output, then of all together. */
export function meanMeasures({ summary }: Measurement): MeanMeasures[] {
  return [...summary.layers, summary.all].map(meansOf)
}

function meansOf({ layer, entropy, entropyLocal, entropyKnn, mutualInformation }: LayerSummary): MeanMeasures {
  return {
    layer: layer === null ? null : layer.replace(/\.(pre|post)$/, ""),
    entropy: entropy.mean,
    entropyLocal: entropyLocal.mean,
    entropyKnn: entropyKnn.mean,
    mutualInformation: mutualInformation?.mean ?? null,
  }
}
