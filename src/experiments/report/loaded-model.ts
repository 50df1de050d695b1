import { printable } from "../../errors.js"
import type { Measurement } from "../../estimators/measurement.js"
import type { SweepDefinition } from "../experiment.js"
import type { Measure, SweptMeans, SweptModel } from "../sweep/trend-table.js"
import { capitalised } from "./trend-words.js"

/** A network's means with the measurement of one side, neuron by neuron and pair by pair. */
export interface LoadedMeans extends SweptMeans {
  measurement: Measurement
}

/** The same with all else that is known of the network. */
export interface LoadedModel extends SweptModel, LoadedMeans {
  result: SweptModel["result"]
}

/** The models trained at one setting of a knob, which differ in their seeds. */
export interface Setting<Model extends SweptMeans> {
  knob: number
  models: Model[]
}

/** The models of a sweep by setting, in the knob's order; a setting without models is left out. */
export function settingsOf<Model extends SweptMeans>({ knob, values }: SweepDefinition, models: readonly Model[]) {
  return values
    .map((value): Setting<Model> => {
      return { knob: value, models: models.filter((model) => model.knob === knob && model.value === value) }
    })
    .filter((setting) => setting.models.length > 0)
}

/** What tables and figures call a layer, or null: all layers together. */
export function layerTitle(layer: string | null): string {
  return layer === null ? "all layers" : printable(layer)
}

/** What tables and choosers call the measures. */
export const measureTitles: Record<Measure, string> = {
  entropy: "H, shared bins",
  entropyLocal: "H, own bins",
  entropyKnn: "H, nearest neighbours",
  mutualInformation: "MI",
}

/** What a page with several sweeps calls one. */
export function sweepTitle(sweep: SweepDefinition): string {
  return `${knobTitle(sweep)}: ${sweep.meaning}`
}

/** A knob at the head of something: a word begins with a capital, a letter is a symbol and stays. */
export function knobTitle({ symbol }: SweepDefinition): string {
  return symbol.length === 1 ? symbol : capitalised(symbol)
}
