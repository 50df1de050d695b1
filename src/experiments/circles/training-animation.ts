import { trainEpochs } from "../../networks/epochs.js"
import { type HostArrays, toHost } from "../../networks/network.js"
import { plainAccuracy, plainForward } from "../../networks/plain-forward.js"
import {
  activationDomain,
  angles,
  type NetworkMoment,
  type Theme,
  toSvgString,
  trainingFrame,
} from "../../plots/index.js"
import { decisionSurface } from "./decision-surface.js"
import { classNames } from "./figures.js"
import { hiddenActivations } from "./hidden-activations.js"
import { type CirclesNetwork, networkTitles } from "./three-networks.js"

/** The plane that is drawn: where the third feature says nothing. */
const thirdFeature = 0.5
const cells = 48

/**
 * Trains the networks once more, by the same specifications and so to the same weights, and draws them side by side on the
 * way: decision surface with points, and activations. SVG texts of one size, `frames` at most, closest at the start of
 * training, where most changes; the last is the end.
 */
export async function trainingAnimation(
  networks: CirclesNetwork[],
  frames: number,
  document: Document,
  theme: Theme,
): Promise<string[]> {
  const epochs = frameEpochs(Math.max(...networks.map(({ spec }) => spec.training.epochs)), frames)
  const histories = await Promise.all(networks.map((network) => parametersAt(network, epochs)))
  const moments = epochs.map((_, frame) => networks.map((network, n) => momentOf(network, histories[n][frame])))
  const domain = activationDomain(moments.flat())
  const { extent } = decisionSurface(histories[0][0], { resolution: 1 })
  return moments.map((shown, frame) => {
    const options = { document, theme, epoch: epochs[frame], extent, thirdFeature, domain, classNames }
    return toSvgString(trainingFrame(shown, options), theme.background)
  })
}

/** Epochs from 0 to the last, at most so many, their distances growing in proportion to the epoch. */
export function frameEpochs(last: number, frames: number): number[] {
  const epochs = Array.from({ length: frames }, (_, frame) => Math.round((last + 1) ** (frame / (frames - 1)) - 1))
  return [...new Set(epochs)]
}

/** A network that stops before an epoch stands still there. */
async function parametersAt({ spec, data, network }: CirclesNetwork, epochs: number[]): Promise<HostArrays[]> {
  const at = new Map<number, HostArrays>()
  for await (const { epoch, state } of trainEpochs(network, data.training, spec.training)) {
    if (epochs.includes(epoch) || epoch === spec.training.epochs) at.set(epoch, await toHost(state.parameters))
  }
  return epochs.map((epoch) => at.get(Math.min(epoch, spec.training.epochs)) as HostArrays)
}

function momentOf({ name, data: { training, measured } }: CirclesNetwork, parameters: HostArrays): NetworkMoment {
  const { slices, resolution } = decisionSurface(parameters, { resolution: cells, slices: [thirdFeature] })
  return {
    name: networkTitles[name],
    accuracy: plainAccuracy(plainForward(parameters, training.inputs), training.labels),
    points: training,
    resolution,
    probability: slices[0].probability,
    activations: hiddenActivations(parameters, measured.inputs),
    labels: measured.labels,
    order: angles(measured.inputs),
  }
}
