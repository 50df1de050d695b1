import type { ActivationMatrix } from "../src/activations.js"
import type { Row } from "./question.js"
import type { PeerTiming } from "./running-peer.js"
import type { Timing } from "./timing.js"

/** What a time is divided by, and how it is told. */
export interface Unit {
  column: string
  perSecond: number
}

export const microsecondsPerPair: Unit = { column: "µs per pair", perSecond: 1e6 }
export const nanosecondsPerValue: Unit = { column: "ns per value", perSecond: 1e9 }

/** Distinct pairs of different neurons: nobody is credited for the diagonal. */
export function pairsOf({ neurons }: ActivationMatrix): number {
  return (neurons * (neurons - 1)) / 2
}

export function valuesOf({ neurons, examples }: ActivationMatrix): number {
  return neurons * examples
}

export interface Timed {
  quantity: string
  by: string
  threads: number
  matrix: ActivationMatrix
}

export function timedRow({ quantity, by, threads, matrix }: Timed, seconds: number, results: number, unit: Unit): Row {
  const { neurons } = matrix
  return { quantity, by, threads, neurons, seconds, [unit.column]: (seconds / results) * unit.perSecond }
}

export function peerRow(timing: PeerTiming, unit: Unit): Row {
  const { peer, threads, matrix, seconds, mean, absent } = timing
  const timed = { quantity: peer.quantity, by: peer.name, threads, matrix }
  if (absent === undefined) return { ...timedRow(timed, seconds, peer.results(matrix), unit), mean }
  return { quantity: peer.quantity, by: peer.name, threads, neurons: matrix.neurons, seconds: absent }
}

/** Our time per result as a share of a peer's; undefined where it was not timed. */
export function shareOfPeer(ours: Timing, results: number, theirs: PeerTiming | undefined): number | undefined {
  if (theirs === undefined || theirs.absent !== undefined) return undefined
  return ours.seconds / results / (theirs.seconds / theirs.peer.results(theirs.matrix))
}
