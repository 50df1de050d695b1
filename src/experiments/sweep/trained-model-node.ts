import { join } from "node:path"
import { RoteError } from "../../errors.js"
import { decodeCheckpoint } from "../../networks/checkpoint.js"
import type { HostArrays } from "../../networks/network.js"
import { readWhole } from "../../store/files.js"
import { type ModelData, modelData } from "./model-data-node.js"
import { modelNetwork } from "./model-network-node.js"
import type { NetworkSpec } from "./model-spec.js"
import { checkpointName, readModelResult, resultName } from "./train-model-node.js"
import { selectedParameters } from "./train-to-end-node.js"

/** A model of a sweep, trained to its end, and the examples it was made with. */
export interface TrainedModel {
  kind: NetworkSpec["kind"]
  /** Those that were measured. */
  parameters: HostArrays
  data: ModelData
}

/**
 * Reads a model from its folder in a sweep directory and makes its examples again.
 * @throws RoteError `io` where there is no complete model; what `readModelResult`, `decodeCheckpoint` and `modelData` throw
 */
export async function readTrainedModel(folder: string): Promise<TrainedModel> {
  const path = join(folder, checkpointName)
  const [result, checkpoint] = await Promise.all([readModelResult(folder), readWhole(path)])
  if (result === undefined || checkpoint === undefined) {
    throw new RoteError("io", {
      input: folder,
      expected: `a model that rote experiment trained, with ${resultName} and ${checkpointName}`,
      found: `no ${result === undefined ? resultName : checkpointName}`,
      hint: "name its folder: OUT/models/alpha-0-seed-0, say",
    })
  }
  const { spec } = result
  const data = await modelData(spec.data)
  const network = await modelNetwork(spec.network, data)
  const parameters = selectedParameters(spec, decodeCheckpoint(network, checkpoint, path))
  return { kind: spec.network.kind, parameters, data }
}
