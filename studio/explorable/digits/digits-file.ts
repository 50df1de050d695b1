import type { BoxStatistics, MixtureComponent } from "#src/estimators/measurement.js"
import type { KnobPoint } from "#src/plots/sweep/knob.js"
import type { KnobBox } from "#src/plots/sweep/sweep-boxes.js"
import type { DensityPanel, KnobPairs } from "#src/plots/sweep/sweep-densities.js"

export const digitsMeasures = ["entropy", "entropyLocal", "entropyKnn", "mutualInformation"] as const
export type DigitsMeasure = (typeof digitsMeasures)[number]
export type EntropyMeasure = Exclude<DigitsMeasure, "mutualInformation">
/** Before and after the rectifiers. */
export type Side = "pre" | "post"

type Three = [mean: number, low: number, high: number]

/** A sweep as scripts/explorable-digits.mjs leaves it. Lists are by layer (all together last), then by value of the knob. */
export interface DigitsFile {
  experiment: "colored-mnist" | "shuffled-mnist"
  symbol: string
  meaning: string
  memorization: "heuristic" | "example-level"
  knobs: number[]
  layers: (string | null)[]
  seeds: number
  epochs: number
  images: { training: number; measured: number }
  bins: number
  pairNeurons: number
  accuracy: { training: Three[]; validation: Three[] }
  means: Record<Side, Record<DigitsMeasure, Three[][]>>
  boxes: Record<Side, Record<EntropyMeasure, { box: number[]; beyond: number[] }[][]>>
  /** Values in ten-thousandths of a nat, components as weight, mean and standard deviation. */
  pairs: Record<Side, { values: number[]; mixture: Three[] | null }[][]>
  trends: { side: Side; layer: string | null; measure: DigitsMeasure; tau: number | null; p: number }[]
}

export function accuracyPoints({ accuracy, knobs }: DigitsFile, of: keyof DigitsFile["accuracy"]): KnobPoint[] {
  return accuracy[of].map(([mean, low, high], i) => ({ knob: knobs[i], mean, low, high }))
}

export function knobBoxes(file: DigitsFile, side: Side, measure: EntropyMeasure, layer: number): KnobBox[] {
  return file.boxes[side][measure][layer].map(({ box, beyond }, i) => ({
    knob: file.knobs[i],
    box: boxOf(box, file.means[side][measure][layer][i]),
    values: beyond,
  }))
}

export function densityPanel(file: DigitsFile, side: Side, layer: number, title: string): DensityPanel {
  const samples = file.pairs[side][layer].map(
    ({ values, mixture }, i): KnobPairs => ({
      knob: file.knobs[i],
      values: Float64Array.from(values, (value) => value / 1e4),
      mixture: mixture?.map(component) ?? null,
    }),
  )
  return { title, samples }
}

function component([weight, mean, standardDeviation]: Three): MixtureComponent {
  return { weight, mean, standardDeviation }
}

function boxOf(values: number[], [mean, low, high]: Three): BoxStatistics {
  const [count, minimum, lowerQuartile, median, upperQuartile, maximum] = values
  const [lowerWhisker, upperWhisker, from, to] = values.slice(6)
  return {
    ...{ count, minimum, lowerQuartile, median, upperQuartile, maximum, lowerWhisker, upperWhisker },
    notch: [from, to],
    mean,
    meanInterval: [low, high],
  }
}
