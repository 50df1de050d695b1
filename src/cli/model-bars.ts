import { MultiBar, Presets, type SingleBar } from "cli-progress"
import type { ModelProgress } from "../experiments/sweep/train-model-node.js"

/** Progress of a sweep on stderr: on a terminal a bar for every model in work, and everywhere a line for every model done. */
export function modelBars() {
  const bars = new MultiBar(
    {
      format: "{id} {doing} [{bar}] {value} of {total}",
      barsize: 24,
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      gracefulExit: false,
    },
    Presets.legacy,
  )
  const shown = new Map<string, SingleBar>()
  const isTerminal = process.stderr.isTTY
  return {
    update({ id, doing, done, total }: ModelProgress): void {
      if (!isTerminal) return
      const bar = shown.get(id) ?? bars.create(total, done, { id, doing })
      shown.set(id, bar)
      if (bar.getTotal() !== total) bar.setTotal(total)
      bar.update(done, { id, doing })
    },
    finish(id: string, accuracy: Record<string, number>, done: number, total: number): void {
      const bar = shown.get(id)
      if (bar !== undefined) bars.remove(bar)
      shown.delete(id)
      const { training, validation } = accuracy
      const line = `${done} of ${total}  ${id}  accuracy ${training.toFixed(3)} in training, ${validation.toFixed(3)} on validation data\n`
      if (isTerminal) bars.log(line)
      else process.stderr.write(line)
    },
    stop: () => bars.stop(),
  }
}
