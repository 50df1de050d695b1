import type { KnobPanel, KnobPoint, LayerLine } from "../../plots/index.js"
import { meansOn } from "../sweep/model-result.js"
import type { Side } from "../sweep/model-spec.js"
import type { Measure, SweptMeans } from "../sweep/trend-table.js"
import { layerTitle, type Setting } from "./loaded-model.js"
import { meanOverSeeds, rangeOverSeeds } from "./pooled.js"

/** The mean of a measure by setting, a line for each layer and one for all: over seeds, with the 95 % interval unless another range. */
export function layerLines(
  settings: Setting<SweptMeans>[],
  side: Side,
  measure: Measure,
  overSeeds: typeof meanOverSeeds = meanOverSeeds,
): LayerLine[] {
  return meansOn(settings[0].models[0].result, side).map(({ layer }, index) => ({
    layer: layerTitle(layer),
    points: settings.map(({ knob, models }): KnobPoint => {
      return overSeeds(knob, models, ({ result }) => meansOn(result, side)[index]?.[measure] ?? null)
    }),
  }))
}

/** Accuracy by setting, for each set of examples it was found on: means over seeds, the least and the greatest. */
export function accuracyLines(settings: Setting<SweptMeans>[]): { examples: string; points: KnobPoint[] }[] {
  return Object.keys(settings[0].models[0].result.accuracy).map((examples) => ({
    examples,
    points: settings.map(({ knob, models }) => {
      return rangeOverSeeds(knob, models, ({ result }) => result.accuracy[examples] ?? null)
    }),
  }))
}

/**
 * Accuracy by setting, and beside it that of reviews whose adjective agrees with their label and of those whose does not; nothing
 * where these are not told apart.
 */
export function adjectivePanels(settings: Setting<SweptMeans>[]): KnobPanel[] {
  const lines = new Map(accuracyLines(settings).map(({ examples, points }) => [examples, points]))
  const [agree, disagree] = [lines.get("agree"), lines.get("disagree")]
  if (agree === undefined || disagree === undefined) return []
  const both = ["training", "validation"].map((name) => ({ name, points: lines.get(name) ?? [] }))
  return [
    { title: "Accuracy, share of reviews", lines: both },
    {
      title: "Accuracy on reviews whose adjective …",
      lines: [
        { name: "agrees", points: agree },
        { name: "disagrees", points: disagree },
      ],
    },
  ]
}
