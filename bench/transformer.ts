import { installedPeers, pyTorchEncoder } from "./peers.js"
import type { BenchOptions, BenchTable } from "./question.js"
import { takeTurnsWithPeers } from "./running-peer.js"
import { besidePyTorch, inputMatrix, ownTurn } from "./training-rows.js"
import { encoderWorkload, startWorkload } from "./training-workload.js"

const target = 3

/**
 * Time of a training step of an encoder of texts (the mini-batch to the device, forward, backward, AdamW, with dropout), in
 * turns with PyTorch's with one thread.
 */
export async function transformer({ quick, seed, onStep }: BenchOptions): Promise<BenchTable> {
  onStep("compiling the network")
  const running = await startWorkload(encoderWorkload, seed)
  onStep("taking turns")
  const entries = [{ peer: pyTorchEncoder, matrix: inputMatrix(running), threads: 1 }]
  const repetitions = quick ? 3 : 15
  const { ours, peers } = await takeTurnsWithPeers(
    [ownTurn(running)],
    entries,
    repetitions,
    await installedPeers(),
    onStep,
  )
  running.stop()
  const rows = besidePyTorch(encoderWorkload, ours[0].seconds, peers[0], target)
  return { name: "transformer", rows, notes: [`first step, which compiles: ${running.first.toFixed(0)} ms`] }
}
