import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import type { LiveNetworkName, LiveSettings } from "#src/experiments/circles/live/settings.js"
import { workerError } from "../../data/reach.js"
import type { MomentRequest, MomentResponse } from "./messages.js"

/** Trains one network elsewhere. */
export interface Trainer {
  /** The first moment of a training, or the one after the last that was asked for. One request at a time. */
  next(run: number, settings: LiveSettings): Promise<LiveMoment>
  stop(): void
}

/** A trainer in a worker of its own, which begins to load at once. */
export function workerTrainer(name: LiveNetworkName): Trainer {
  const worker = new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module" })
  return {
    next: (run, settings) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<MomentResponse>) =>
          "moment" in data ? resolve(data.moment) : reject(new Error(data.failure))
        worker.onerror = (event) => reject(workerError(event))
        worker.postMessage({ run, name, settings } satisfies MomentRequest)
      }),
    stop: () => worker.terminate(),
  }
}
