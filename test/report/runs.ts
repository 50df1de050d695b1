import type { ReportRun } from "#src/report/report-run.js"
import { type SampleOptions, sampleMeasurement } from "../plots/sample-measurement.js"

/** A run made from a seed, as the report takes it. */
export function sampleRun(name: string, options: SampleOptions = {}): ReportRun {
  const inputs = [{ name: `${name}.npz`, sha256: "3b1f".repeat(16) }]
  return { name, measurement: sampleMeasurement(options), inputs, toolVersion: "0.1.0" }
}

/** A plain run, one with the looks of a shortcut, one with those of labels learned by heart. */
export function threeRuns(widths?: number[]): ReportRun[] {
  const size = widths === undefined ? {} : { widths }
  return [
    sampleRun("plain", { ...size, seed: 1 }),
    sampleRun("shortcut", { ...size, seed: 2, entropyShift: -0.8, informationFactor: 1.8 }),
    sampleRun("by-heart", { ...size, seed: 3, entropyShift: 0.5, informationFactor: 0.4 }),
  ]
}
