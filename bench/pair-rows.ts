import { type ActivationMatrix, neuronValues, type Values } from "../src/activations.js"
import type { MutualInformationOptions } from "../src/estimators/options.js"
import { pairwiseMutualInformation } from "../src/estimators/pairwise.js"
import { sampleIndices, seededRandom } from "../src/random.js"
import type { FindPeer, Peer } from "./peers.js"
import { type BenchOptions, type Row, reached } from "./question.js"
import { type PeerEntry, type PeerTiming, takeTurnsWithPeers } from "./running-peer.js"
import { microsecondsPerPair, pairsOf, peerRow, shareOfPeer, timedRow } from "./timed-row.js"
import { type Contestant, secondsOf, type Timing, threadCounts } from "./timing.js"
import { firstNeurons, type Workload } from "./workloads.js"

export interface PairQuantity {
  name: string
  options: MutualInformationOptions
  /** The plain definition of the same number. */
  twin: (x: Values, y: Values) => number
}

export interface PairComparison {
  workload: Workload
  quantities: PairQuantity[]
  /** How many of the workload's neurons we measure. */
  neurons: number
  /** How many pairs of them each twin measures. */
  twinPairs: number
  repetitions: number
  /** They measure the first neurons of ours; the first peer is the one that the target is about. */
  peers: { peer: Peer; neurons: number }[]
  /** Our time per pair as a share of the first peer's, at equal threads. */
  target?: number
}

interface Run {
  quantity: PairQuantity
  threads: number
  information: Float64Array
}

/** Times all pairs with one thread and with all of them, in turns with the peers; then a few pairs with the twins. */
export async function pairRows(comparison: PairComparison, find: FindPeer, options: BenchOptions): Promise<Row[]> {
  const { workload, quantities, neurons, repetitions, peers } = comparison
  options.onStep(`${quantities.map(({ name }) => name).join(" · ")} of ${workload.name}`)
  const a = firstNeurons(workload, neurons)
  const runs: Run[] = quantities.flatMap((quantity) =>
    threadCounts(options.threads).map((threads) => ({ quantity, threads, information: new Float64Array() })),
  )
  const entries: PeerEntry[] = peers.flatMap((one) => {
    const matrix = firstNeurons(workload, one.neurons)
    return threadCounts(one.peer.multithreaded ? options.threads : 1).map((threads) => ({ ...one, matrix, threads }))
  })
  // The engine gives the kernels their best code only after a while.
  await pairwiseMutualInformation(firstNeurons(workload, Math.min(neurons, 16)), { threads: 1 })
  const turns = runs.map((run) => ourTurn(run, a))
  const timings = await takeTurnsWithPeers(turns, entries, repetitions, find, options.onStep)
  const pairs = pairsOf(a)
  const ourRows = quantities.flatMap((quantity) => {
    const timed = (by: string, threads: number, seconds: number) =>
      timedRow({ quantity: quantity.name, by, threads, matrix: a }, seconds, pairs, microsecondsPerPair)
    const own = runs.flatMap((run, r) => (run.quantity === quantity ? { ...run, timing: timings.ours[r] } : []))
    const twin = measureTwin(quantity, a, own[0].information, comparison.twinPairs, options.seed)
    const rows = own.map(({ threads, timing }) => ({
      ...timed("rote", threads, timing.seconds),
      mean: timing.mean,
      "of twin": timing.seconds / pairs / twin.secondsPerPair,
      difference: twin.difference,
      ...againstPeer(timing, pairs, threads, timings.peers, comparison),
    }))
    return [...rows, timed("plain twin", 1, twin.secondsPerPair * pairs)]
  })
  const peerRows = timings.peers.map((timing) => peerRow(timing, microsecondsPerPair))
  return [...ourRows, ...peerRows].map((row) => ({ workload: `mutual information: ${workload.name}`, ...row }))
}

function ourTurn(run: Run, a: ActivationMatrix): Contestant {
  return async () => {
    const { quantity, threads } = run
    const seconds = await secondsOf(async () => {
      run.information = await pairwiseMutualInformation(a, { ...quantity.options, threads })
    })
    return { seconds, mean: meanOfPairs(run.information, a) }
  }
}

/** Our share of the time of the first peer, where it was to run with as many threads. */
function againstPeer(
  ours: Timing,
  pairs: number,
  threads: number,
  timings: PeerTiming[],
  { peers, target }: PairComparison,
): Row {
  const theirs = timings.find((timing) => timing.peer === peers[0]?.peer && timing.threads === threads)
  if (theirs === undefined || target === undefined) return {}
  const share = shareOfPeer(ours, pairs, theirs)
  const row = { target: `≤ ${target} of ${theirs.peer.name}` }
  return share === undefined
    ? { ...row, reached: "unknown" }
    : { "of peer": share, ...row, reached: reached(share, target) }
}

/** Seconds per pair, and the largest difference from the matrix, over a few seeded pairs. */
function measureTwin(
  { twin }: PairQuantity,
  a: ActivationMatrix,
  information: Float64Array,
  pairs: number,
  seed: number,
): { secondsPerPair: number; difference: number } {
  const random = seededRandom(seed)
  let seconds = 0
  let difference = 0
  for (let p = 0; p < pairs; p++) {
    const [i, j] = sampleIndices(a.neurons, 2, random)
    const began = performance.now()
    const value = twin(neuronValues(a, i), neuronValues(a, j))
    seconds += (performance.now() - began) / 1000
    difference = Math.max(difference, Math.abs(value - information[i * a.neurons + j]))
  }
  return { secondsPerPair: seconds / pairs, difference }
}

function meanOfPairs(information: Float64Array, a: ActivationMatrix): number {
  let sum = 0
  for (let i = 0; i < a.neurons; i++) for (let j = i + 1; j < a.neurons; j++) sum += information[i * a.neurons + j]
  return sum / pairsOf(a)
}
