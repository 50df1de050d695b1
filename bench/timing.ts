import { quantile } from "../src/estimators/quantile.js"

/** One run: how long it took, and the mean of what it found, to show that all found the same. */
export interface Timing {
  seconds: number
  mean: number
}

export type Contestant = () => Promise<Timing>

/**
 * Median seconds of each contestant, and the mean of its last run. They take turns, A B A B, so that what else the machine
 * does strikes all alike.
 */
export async function takeTurns(contestants: Contestant[], repetitions: number): Promise<Timing[]> {
  const runs: Timing[][] = contestants.map(() => [])
  for (let r = 0; r < repetitions; r++) {
    for (const [c, contestant] of contestants.entries()) runs[c].push(await contestant())
  }
  return runs.map((own) => {
    const seconds = quantile(Float64Array.from(own, (run) => run.seconds).sort(), 0.5)
    return { seconds, mean: own[own.length - 1].mean }
  })
}

export async function secondsOf(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** One thread, and as many as asked for. */
export function threadCounts(most: number): number[] {
  return most === 1 ? [1] : [1, most]
}
