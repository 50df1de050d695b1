import { type ActivationMatrix, activationMatrix } from "#src/activations.js"
import { type Row, reached } from "./question.js"
import type { PeerTiming } from "./running-peer.js"
import { type Contestant, secondsOf } from "./timing.js"
import type { RunningTraining, TrainingWorkload } from "./training-workload.js"

/** Our row and PyTorch's, of turns in one process each. `target` is the share of PyTorch's time that is not to be exceeded. */
export function besidePyTorch(workload: TrainingWorkload, seconds: number, theirs: PeerTiming, target: number): Row[] {
  const share = seconds / theirs.seconds
  return [
    {
      ...trainingRow(workload, "rote", 1, seconds),
      ...(theirs.absent === undefined && { "of PyTorch": share }),
      target: `≤ ${target} of PyTorch`,
      reached: theirs.absent === undefined ? reached(share, target) : "unknown",
    },
    theirs.absent === undefined
      ? trainingRow(workload, "PyTorch", 1, theirs.seconds)
      : { network: workload.name, by: "PyTorch", "step ms": theirs.absent },
  ]
}

export function trainingRow(
  { name, batch, stepsInTurn }: TrainingWorkload,
  by: string,
  running: number,
  seconds: number,
): Row {
  const examples = running * stepsInTurn * batch
  return {
    network: name,
    by,
    processes: running,
    batch,
    "step ms": (seconds / stepsInTurn) * 1000,
    "examples/s": examples / seconds,
  }
}

export function ownTurn(running: RunningTraining): Contestant {
  return async () => {
    let loss = Number.NaN
    const seconds = await secondsOf(async () => {
      loss = await running.turn()
    })
    return { seconds, mean: loss }
  }
}

/** The mini-batch, as a peer is handed it. */
export function inputMatrix({ inputs, features }: RunningTraining): ActivationMatrix {
  const examples = inputs.length / features
  const byNeuron = Float32Array.from(inputs, (_, at) => inputs[(at % examples) * features + Math.floor(at / examples)])
  return activationMatrix(byNeuron, examples, features)
}
