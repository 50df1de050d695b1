import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { type ActivationMatrix, neuronValues } from "../src/activations.js"
import { type FindPeer, type Peer, scriptPath } from "./peers.js"
import { type Contestant, type Timing, takeTurns } from "./timing.js"

/** A peer that is to measure all of a matrix. */
export interface PeerEntry {
  peer: Peer
  matrix: ActivationMatrix
  threads: number
}

/** Its process with the data loaded: every `measure` is one more run of its job, without start and loading. */
export interface RunningPeer {
  measure(): Promise<Timing>
  stop(): void
}

type PeerState = RunningPeer | "not installed" | "failed"

export interface PeerTiming extends PeerEntry, Timing {
  /** Why there is no timing; its numbers are NaN then. */
  absent?: "not installed" | "failed"
}

/**
 * Starts the peers that are installed and takes turns with them: `takeTurns` of our contestants and then, in the order of
 * the entries, of the peers.
 */
export async function takeTurnsWithPeers(
  ours: Contestant[],
  entries: PeerEntry[],
  repetitions: number,
  find: FindPeer,
  onFailure: (message: string) => void,
): Promise<{ ours: Timing[]; peers: PeerTiming[] }> {
  const states = await Promise.all(entries.map((entry) => start(entry, find, onFailure)))
  try {
    const timings = await takeTurns([...ours, ...states.map(turnOf)], repetitions)
    const peers = entries.map((entry, e) => {
      const state = states[e]
      const timing = { ...entry, ...timings[ours.length + e] }
      return typeof state === "string" ? { ...timing, absent: state } : timing
    })
    return { ours: timings.slice(0, ours.length), peers }
  } finally {
    for (const state of states) if (typeof state !== "string") state.stop()
  }
}

async function start(
  { peer, matrix, threads }: PeerEntry,
  find: FindPeer,
  onFailure: (message: string) => void,
): Promise<PeerState> {
  const program = find(peer)
  if (program === undefined) return "not installed"
  try {
    return await startPeer(program, scriptPath(peer), matrix, threads)
  } catch (error) {
    onFailure(`${peer.name} failed: ${error instanceof Error ? error.message : String(error)}`)
    return "failed"
  }
}

function turnOf(state: PeerState): Contestant {
  return typeof state === "string" ? async () => ({ seconds: Number.NaN, mean: Number.NaN }) : state.measure
}

/** Rejects, as `measure` does, with what the program complained of when it ends before it has answered. */
export async function startPeer(
  program: string,
  script: string,
  matrix: ActivationMatrix,
  threads: number,
): Promise<RunningPeer> {
  const child = spawn(program, [script, String(matrix.examples), String(matrix.neurons)], {
    env: { ...process.env, OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: "1", PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  })
  let complaint = ""
  child.stderr.on("data", (text) => {
    complaint += text
  })
  child.on("error", (error) => {
    complaint += error.message
  })
  // A process that is gone is told by the answer it does not give.
  child.stdin.on("error", () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const line = await lines.next()
    if (line.done) throw new Error(complaint.trim() || "ended without an answer")
    return line.value
  }
  for (let j = 0; j < matrix.neurons; j++) {
    child.stdin.write(new Uint8Array(Float32Array.from(neuronValues(matrix, j)).buffer))
  }
  await answer()
  return {
    measure: async () => {
      child.stdin.write("again\n")
      return JSON.parse(await answer())
    },
    stop: () => child.stdin.end(),
  }
}
