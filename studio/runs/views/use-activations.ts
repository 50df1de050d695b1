import type { ActivationMatrix } from "#src/activations.js"
import type { StudioRun } from "../../data/studio-run.js"
import { type Loaded, useLoaded } from "../../data/use-loaded.js"

/** The activations that a run was measured on; null where none were kept. */
export function useActivations(run: StudioRun): Loaded<ActivationMatrix | null> {
  return useLoaded(run.activations)
}
