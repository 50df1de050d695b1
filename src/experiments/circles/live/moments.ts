import { trainEpochs } from "../../../networks/epochs.js"
import { mlp } from "../../../networks/mlp.js"
import { type HostArrays, toHost } from "../../../networks/network.js"
import { hiddenActivations } from "../hidden-activations.js"
import { liveData } from "./data.js"
import { type LiveMeasures, liveMeasures } from "./measures.js"
import { type LiveNetworkName, type LiveSettings, liveEpochs, liveRegime } from "./settings.js"
import { type LiveAccuracy, liveAccuracy } from "./views.js"

/** A network at one moment of its training: small enough to keep hundreds; all else follows from `parameters` by plain forward passes. */
export interface LiveMoment {
  epoch: number
  /** Mean over the epoch that ends here, in nats; null before the first. */
  loss: number | null
  accuracy: LiveAccuracy
  parameters: HostArrays
  measures: LiveMeasures
}

/**
 * Trains a network and hands over its moments at `liveEpochs`, each when it is asked for. The same name and settings give
 * the same moments, bit for bit.
 */
export async function* liveMoments(name: LiveNetworkName, settings: LiveSettings): AsyncGenerator<LiveMoment, void> {
  const data = liveData(name, settings)
  const { features, classes } = data.training
  const network = mlp([features, ...liveRegime.hidden, classes])
  const plan = { ...liveRegime.training, seed: 16 * settings.seed + 6 }
  for await (const { epoch, loss, state } of trainEpochs(network, data.training, plan)) {
    if (!liveEpochs.includes(epoch)) continue
    const parameters = await toHost(state.parameters)
    const measures = await liveMeasures(hiddenActivations(parameters, data.fresh.inputs))
    yield { epoch, loss, accuracy: liveAccuracy(parameters, data), parameters, measures }
  }
}
