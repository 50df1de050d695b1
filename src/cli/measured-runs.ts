import type { MeasureSettings } from "../estimators/measurement.js"
import type { MeasuredModel } from "../selection/comparison.js"
import { requireComparable } from "../selection/index.js"
import { type Manifest, readRun, readRunActivations } from "../store/index.js"
import { readManifest } from "../store/manifest.js"
import { shownTo } from "./shown-to.js"

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
  const manifests = await Promise.all(directories.map(completeManifest))
  const shown = shownTo(manifests.map(({ input }) => input.capture))
  requireComparable(
    manifests.map(({ settings, result }, i) => ({
      name: names[i],
      measurement: { settings, examples: result?.examples ?? 0 },
      ...(shown[i] && { shown: shown[i] }),
    })),
  )
  return manifests[0].settings
}

async function completeManifest(directory: string): Promise<Manifest> {
  const manifest = await readManifest(directory)
  return manifest?.complete ? manifest : (await readRun(directory)).manifest
}
