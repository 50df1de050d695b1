import type { ActivationMatrix } from "../src/activations.js"
import { entropy } from "../src/estimators/entropy.js"
import type { EntropyOptions } from "../src/estimators/options.js"
import type { FindPeer, Peer } from "./peers.js"
import { type BenchOptions, type Row, reached } from "./question.js"
import { takeTurnsWithPeers } from "./running-peer.js"
import { nanosecondsPerValue, peerRow, shareOfPeer, timedRow, valuesOf } from "./timed-row.js"
import { secondsOf } from "./timing.js"
import { firstNeurons, type Workload } from "./workloads.js"

export interface EntropyComparison {
  workload: Workload
  name: string
  options: EntropyOptions
  /** The plain definition: entropy of every neuron. */
  twin: (a: ActivationMatrix) => Float64Array
  repetitions: number
  peer: Peer
  /** How many of the workload's neurons the peer measures, the first ones. */
  peerNeurons: number
  /** Seconds for the whole workload. */
  target?: number
}

/** Times the entropy of every neuron, on one thread, in turns with the peer; then the twin's once. */
export async function entropyRows(
  comparison: EntropyComparison,
  find: FindPeer,
  { onStep }: BenchOptions,
): Promise<Row[]> {
  const { workload, name, options, twin, repetitions, peer, peerNeurons, target } = comparison
  onStep(`${name} of ${workload.name}`)
  const { matrix } = workload
  let estimates: Float64Array = new Float64Array()
  const ourTurn = async () => {
    const seconds = await secondsOf(() => {
      estimates = entropy(matrix, options)
    })
    return { seconds, mean: mean(estimates) }
  }
  // The engine gives the kernels their best code only after a while.
  await ourTurn()
  const entry = { peer, matrix: firstNeurons(workload, peerNeurons), threads: 1 }
  const timings = await takeTurnsWithPeers([ourTurn], [entry], repetitions, find, onStep)
  const [ours, theirs] = [timings.ours[0], timings.peers[0]]
  let definition: Float64Array = new Float64Array()
  const twinSeconds = await secondsOf(() => {
    definition = twin(matrix)
  })
  const timed = (by: string, seconds: number) =>
    timedRow({ quantity: name, by, threads: 1, matrix }, seconds, valuesOf(matrix), nanosecondsPerValue)
  const share = shareOfPeer(ours, valuesOf(matrix), theirs)
  const rows: Row[] = [
    {
      ...timed("rote", ours.seconds),
      mean: ours.mean,
      "of twin": ours.seconds / twinSeconds,
      difference: estimates.reduce((most, estimate, j) => Math.max(most, Math.abs(estimate - definition[j])), 0),
      ...(share === undefined ? {} : { "of peer": share }),
      ...(target === undefined ? {} : { target: `≤ ${target} s`, reached: reached(ours.seconds, target) }),
    },
    timed("plain twin", twinSeconds),
    peerRow(theirs, nanosecondsPerValue),
  ]
  return rows.map((row) => ({ workload: `entropy: ${workload.name}`, ...row }))
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
