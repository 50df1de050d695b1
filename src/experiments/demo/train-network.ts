import type { ActivationMatrix } from "../../activations.js"
import type { LabelledExamples } from "../../datasets/labelled.js"
import { RoteError } from "../../errors.js"
import type { AdamOptions } from "../../networks/adam.js"
import { type TrainingPlan, trainEpochs } from "../../networks/epochs.js"
import { accuracy, recordActivations } from "../../networks/inference.js"
import { mlp } from "../../networks/mlp.js"
import { type HostArrays, toHost } from "../../networks/network.js"

/** Everything that decides a trained network: plain data, so that it can go to another thread. */
export interface TrainingJob {
  name: string
  /** Neurons of each hidden layer. */
  hidden: number[]
  training: LabelledExamples
  heldOut: LabelledExamples
  epochs: number
  /** Training accuracy to reach: while it is not, training goes on after `epochs`, at most for as many again. */
  untilAccuracy: number
  batchSize: number
  optimizer: AdamOptions
  /** Of the first weights and of the order of the examples. */
  seed: number
  /** Points of the network whose activations on the held-out examples are kept. */
  record: string[]
}

export interface EpochProgress {
  job: string
  epoch: number
  /** Those asked for; `epoch` goes beyond them where the accuracy is not reached yet. */
  epochs: number
  /** Mean over the epoch, in nats. */
  loss: number
}

export interface TrainedNetwork {
  job: string
  parameters: HostArrays
  epochs: number
  /** Of the network as it is after the last epoch. */
  trainingAccuracy: number
  heldOutAccuracy: number
  activations: ActivationMatrix
}

/**
 * Trains an MLP to the last epoch, whatever its held-out accuracy on the way (the epoch that is best there may be one
 * that has memorised nothing yet), and records its activations. The same job gives the same result bit for bit on one machine.
 */
export async function trainNetwork(
  job: TrainingJob,
  onEpoch: (progress: EpochProgress) => void = () => {},
): Promise<TrainedNetwork> {
  const { name, training, heldOut, epochs, batchSize, optimizer, seed } = job
  const network = mlp([training.features, ...job.hidden, training.classes])
  const plan: TrainingPlan = { epochs: 2 * epochs, batchSize, optimizer, schedule: "constant", seed }
  for await (const { epoch, loss, state } of trainEpochs(network, training, plan)) {
    if (loss === null) continue
    onEpoch({ job: name, epoch, epochs, loss })
    if (epoch < epochs) continue
    const trainingAccuracy = await accuracy(network, state.parameters, training)
    if (trainingAccuracy < job.untilAccuracy && epoch < plan.epochs) continue
    return {
      job: name,
      parameters: await toHost(state.parameters),
      epochs: epoch,
      trainingAccuracy,
      heldOutAccuracy: await accuracy(network, state.parameters, heldOut),
      activations: await recordActivations(network, state.parameters, heldOut, job.record),
    }
  }
  throw new RoteError("bad-option", { input: `${name}, epochs`, expected: "at least 1", found: `${epochs}` })
}
