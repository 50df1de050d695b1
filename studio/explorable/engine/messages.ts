import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import type { LiveNetworkName, LiveSettings } from "#src/experiments/circles/live/settings.js"

/** Asks a worker for the next moment of a training. One with another number than the last is begun from its start. */
export interface MomentRequest {
  run: number
  name: LiveNetworkName
  settings: LiveSettings
}

/** The answer, one for each request, in their order. */
export type MomentResponse = { moment: LiveMoment } | { failure: string }
