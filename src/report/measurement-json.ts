import type { Measurement } from "../estimators/measurement.js"
import type { CaptureRecord } from "../store/fingerprint.js"

/**
 * A measurement for programs, as `rote measure --json` prints it: without the values of single neurons, which are in the run
 * directory, and null where a number is not finite. `run` is the folder that keeps it.
 */
export function measurementJson(
  { settings, examples, neurons, layers, summary, warnings }: Measurement,
  { run, capture }: { run?: string | undefined; capture?: CaptureRecord | undefined } = {},
): string {
  const printed = { settings, examples, neurons, layers, summary, warnings, capture: capture ?? null, run: run ?? null }
  return JSON.stringify(printed, null, 2)
}
