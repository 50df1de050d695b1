import { RoteError } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"
import { writeWhole } from "./files.js"
import { neuronsCsv } from "./neurons-csv.js"
import { encodeNpy } from "./npy.js"

/**
 * Writes the mutual information matrix as a NumPy array, neurons × neurons in float64, in the measurement's unit.
 * @throws RoteError `bad-option` when none was measured, `io`
 */
export async function exportMatrix({ mutualInformation }: Measurement, path: string): Promise<void> {
  if (mutualInformation === null) {
    throw new RoteError("bad-option", {
      input: path,
      expected: "a run with mutual information",
      found: "one measured without it (--mi none)",
      hint: "measure again without `--mi none`",
    })
  }
  const size = mutualInformation.neurons.length
  await writeWhole(path, encodeNpy(mutualInformation.values, [size, size]))
}

/** Writes the neuron table as CSV: see `neuronsCsv`. Throws RoteError `io`. */
export async function exportNeurons(measurement: Measurement, path: string): Promise<void> {
  await writeWhole(path, new TextEncoder().encode(neuronsCsv(measurement)))
}
