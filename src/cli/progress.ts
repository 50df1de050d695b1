import { Presets, SingleBar } from "cli-progress"
import { duration } from "./duration.js"

const silentMilliseconds = 1000

/** Progress on stderr, from the second on in which it is worth it: a bar on a terminal, else a line every few seconds. */
export function progressBar(what: string): { update(done: number, total: number): void; stop(): void } {
  const bar = new SingleBar(
    {
      format: `${what} [{bar}] {percentage} % · {value} of {total} · {eta_formatted} left`,
      formatTime: duration,
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
  return {
    update(done, total) {
      if (bar.isActive) bar.update(done)
      else if (performance.now() - began > silentMilliseconds) bar.start(total, done)
    },
    stop() {
      if (bar.isActive) bar.stop()
    },
  }
}
