import { neuronBox } from "../../estimators/box-statistics.js"
import { gaussianMixture } from "../../estimators/gaussian-mixture.js"
import type { BoxStatistics, Measurement } from "../../estimators/measurement.js"
import type { DensityPanel, KnobPoint, SweepPanel } from "../../plots/index.js"
import { layerPairs } from "../../report/figures.js"
import { meansOn } from "../sweep/model-result.js"
import type { Side } from "../sweep/model-spec.js"
import type { SweptMeans } from "../sweep/trend-table.js"
import { type LoadedMeans, layerTitle, type Setting } from "./loaded-model.js"

/** Entropy with bins shared by all neurons, of networks loaded on this side: of each layer and of all, the neurons of all seeds together. */
export function pooledEntropies(settings: Setting<LoadedMeans>[], side: Side): SweepPanel[] {
  return scopesOf(settings, side).map((scope) => ({
    title: layerTitle(scope.layer),
    boxes: settings.map(({ knob, models }) => {
      const values = joined(models.map(({ measurement }) => entropiesOf(measurement, scope)))
      return { knob, box: neuronBox(values), values }
    }),
  }))
}

/** Mutual information within each layer and of all pairs: those of all seeds' networks together, with a Gaussian mixture. */
export function pooledPairs(settings: Setting<LoadedMeans>[], side: Side): DensityPanel[] {
  return scopesOf(settings, side).map((scope) => ({
    title: layerTitle(scope.layer),
    samples: settings.map(({ knob, models }) => {
      const values = joined(models.map(({ measurement }) => pairsOf(measurement, scope))).sort()
      return { knob, values, mixture: values.length === 0 ? null : gaussianMixture(values) }
    }),
  }))
}

/** Mean over seeds with its 95 % interval, Student's; of one seed the interval is the value. */
export function meanOverSeeds<Model>(knob: number, models: Model[], of: (model: Model) => number | null): KnobPoint {
  return overSeeds(knob, models, of, ({ meanInterval }) => meanInterval)
}

/** Mean over seeds with the least and the greatest. */
export function rangeOverSeeds<Model>(knob: number, models: Model[], of: (model: Model) => number | null): KnobPoint {
  return overSeeds(knob, models, of, ({ minimum, maximum }) => [minimum, maximum])
}

function overSeeds<Model>(
  knob: number,
  models: Model[],
  of: (model: Model) => number | null,
  rangeOf: (box: BoxStatistics) => [number, number],
): KnobPoint {
  const box = neuronBox(models.map((model) => of(model) ?? Number.NaN))
  if (box.count === 0) return { knob, mean: Number.NaN, low: Number.NaN, high: Number.NaN }
  const [low, high] = rangeOf(box)
  return { knob, mean: box.mean, low, high }
}

/** A layer by its name and place, or all layers together. */
interface Scope {
  layer: string | null
  index: number
}

function scopesOf(settings: Setting<SweptMeans>[], side: Side): Scope[] {
  return meansOn(settings[0].models[0].result, side).map(({ layer }, index) => ({ layer, index }))
}

function entropiesOf({ neuronTable, layers }: Measurement, { layer, index }: Scope): Float64Array {
  const { entropyGlobal } = neuronTable
  return layer === null ? entropyGlobal : entropyGlobal.subarray(layers[index].start, layers[index].end)
}

function pairsOf(measurement: Measurement, { layer, index }: Scope): Float64Array {
  return layerPairs(measurement, layer === null ? null : measurement.layers[index].name)
}

function joined(parts: Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const part of parts) {
    all.set(part, end)
    end += part.length
  }
  return all
}
