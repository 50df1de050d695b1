import { estimateWarnings } from "./estimate-warnings.js"
import type { Measurement, MeasurementWarning } from "./measurement.js"
import { neuronWarnings } from "./neuron-warnings.js"

/**
 * What to be wary of in a measurement, each with the neurons it is about: all of them in `neurons`, the first eight by name
 * in the message.
 *
 * @param centralWidth of each neuron, as `neuronStatistics` gives it
 */
export function warningsAbout(
  measured: Omit<Measurement, "warnings">,
  centralWidth: Float64Array,
): MeasurementWarning[] {
  return [...neuronWarnings(measured, centralWidth), ...estimateWarnings(measured)]
}
