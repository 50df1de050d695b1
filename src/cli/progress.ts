import { Presets, SingleBar } from "cli-progress"
import { duration } from "../report/costs.js"

const silentMilliseconds = 1000
const windowMilliseconds = 20_000

/** Progress on stderr, once it takes over a second: a bar on a terminal, else a line every few seconds. */
export function progressBar(what: string): { update(done: number, total: number): void; stop(): void } {
  const bar = new SingleBar(
    {
      format: `${what} [{bar}] {percentage} % · {value} of {total} · {left} left`,
      barsize: 24,
      stream: process.stderr,
      clearOnComplete: true,
      noTTYOutput: true,
      notTTYSchedule: 5000,
      gracefulExit: false,
    },
    Presets.legacy,
  )
  const began = performance.now()
  const timeLeft = estimate()
  return {
    update(done, total) {
      const left = timeLeft(done, total)
      if (bar.isActive) bar.update(done, { left })
      else if (performance.now() - began > silentMilliseconds) bar.start(total, done, { left })
    },
    stop() {
      if (bar.isActive) bar.stop()
    },
  }
}

/** Goes by the pace of the last twenty seconds: what an earlier session left is there at once and says nothing of it. */
function estimate(): (done: number, total: number) => string {
  const seen: { time: number; done: number }[] = []
  return (done, total) => {
    const time = performance.now()
    seen.push({ time, done })
    while (seen.length > 2 && time - seen[1].time > windowMilliseconds) seen.shift()
    const pace = (done - seen[0].done) / (time - seen[0].time)
    return pace > 0 ? duration((total - done) / pace / 1000) : "unknown time"
  }
}
