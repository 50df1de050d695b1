import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { installedPeers, pyTorch } from "./peers.js"
import type { BenchOptions, BenchTable, Row } from "./question.js"
import { takeTurnsWithPeers } from "./running-peer.js"
import { type Contestant, secondsOf } from "./timing.js"
import { besidePyTorch, inputMatrix, ownTurn, trainingRow } from "./training-rows.js"
import { mlpWorkload, resnetWorkload, startWorkload } from "./training-workload.js"

const target = 3
const processes = 2

/**
 * Time of a training step (the mini-batch to the device, forward, backward, AdamW): of an MLP in one process, beside PyTorch
 * with one thread; in worker processes at once, as a sweep runs; and, unless quick, of a ResNet-18. All take turns.
 */
export async function training({ quick, seed, onStep }: BenchOptions): Promise<BenchTable> {
  onStep("compiling the networks")
  const one = await startWorkload(mlpWorkload, seed)
  // Its first step takes seconds, which is not quick.
  const resnet = quick ? undefined : await startWorkload(resnetWorkload, seed)
  const workers = await startWorkers(seed)
  onStep("taking turns")
  const turns = [ownTurn(one), workersTurn(workers), ...(resnet === undefined ? [] : [ownTurn(resnet)])]
  const entries = [{ peer: pyTorch, matrix: inputMatrix(one), threads: 1 }]
  const repetitions = quick ? 3 : 15
  const { ours, peers } = await takeTurnsWithPeers(turns, entries, repetitions, await installedPeers(), onStep)
  for (const worker of workers) worker.kill()
  one.stop()
  resnet?.stop()
  const [alone, together, resnetTiming] = ours.map(({ seconds }) => seconds)
  const rows: Row[] = [
    ...besidePyTorch(mlpWorkload, alone, peers[0], target),
    {
      ...trainingRow(mlpWorkload, "rote", processes, together),
      [`of ${processes} × one`]: alone / together,
    },
  ]
  const firsts = [`${one.first.toFixed(0)} ms for the MLP`]
  if (resnet !== undefined) {
    rows.push(trainingRow(resnetWorkload, "rote", 1, resnetTiming))
    firsts.push(`${resnet.first.toFixed(0)} ms for ResNet-18`)
  }
  return { name: "training", rows, notes: [`first step, which compiles: ${firsts.join(", ")}`] }
}

/** All workers train for a turn at once: the seconds until the last is done. */
function workersTurn(workers: ChildProcess[]): Contestant {
  return async () => {
    let losses: number[] = []
    const seconds = await secondsOf(async () => {
      losses = await Promise.all(
        workers.map(async (worker) => {
          worker.send("turn")
          return (await once(worker, "message"))[0] as number
        }),
      )
    })
    return { seconds, mean: losses.reduce((sum, loss) => sum + loss) / losses.length }
  }
}

async function startWorkers(seed: number): Promise<ChildProcess[]> {
  const program = fileURLToPath(new URL("training-child.js", import.meta.url))
  const workers = Array.from({ length: processes }, (_, i) => fork(program, [String(seed + i)]))
  await Promise.all(workers.map((worker) => once(worker, "message")))
  return workers
}
