import { createHash } from "node:crypto"
import type { MeasureSettings } from "../estimators/measurement.js"
import type { MeasuredModel } from "../selection/comparison.js"
import { requireComparable } from "../selection/index.js"
import { type CaptureRecord, readRun, readRunActivations } from "../store/index.js"
import { readManifest } from "../store/manifest.js"

/**
 * A run with the activations that were measured, which its folder keeps.
 * @throws RoteError `damaged-run`, also where no activations were kept; `unsupported-format`, `io`
 */
export async function readMeasuredModel(directory: string, name: string): Promise<MeasuredModel> {
  const { manifest, measurement } = await readRun(directory)
  return { name, measurement, activations: await readRunActivations(directory, manifest) }
}

/**
 * Makes sure, from their manifests alone, that runs were measured with the same settings on the same examples; returns the settings.
 * @throws RoteError `settings-differ` listing all that differs; `damaged-run` where one is no complete run
 */
export async function requireComparableRuns(
  directories: readonly string[],
  names: readonly string[],
): Promise<MeasureSettings> {
  const runs = await Promise.all(
    directories.map(async (directory, i) => {
      const manifest = await readManifest(directory)
      const { input, settings, result } = manifest?.complete ? manifest : (await readRun(directory)).manifest
      const measurement = { settings, examples: result?.examples ?? 0 }
      return { name: names[i], measurement, ...(input.capture && { inputs: identityOf(input.capture) }) }
    }),
  )
  requireComparable(runs)
  return runs[0].measurement.settings
}

/** Of the examples a model was shown: what their files hold, whatever they are called, and which of them were taken. */
function identityOf({ inputs, rows }: CaptureRecord): string {
  const hash = createHash("sha256")
  for (const { sha256 } of inputs) hash.update(sha256)
  return hash
    .update(JSON.stringify(rows ?? null))
    .digest("hex")
    .slice(0, 12)
}
