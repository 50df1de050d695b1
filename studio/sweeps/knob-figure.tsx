import { useCallback, useMemo } from "react"
import { accuracyLines, layerLines } from "#src/experiments/report/knob-lines.js"
import { layerTitle, measureTitles, type Setting } from "#src/experiments/report/loaded-model.js"
import { rangeOverSeeds } from "#src/experiments/report/pooled.js"
import { sideTitleOf } from "#src/experiments/report/side-words.js"
import { meansOn } from "#src/experiments/sweep/model-result.js"
import type { SweptMeans } from "#src/experiments/sweep/trend-table.js"
import { type KnobPanel, overKnob } from "#src/plots/index.js"
import type { DrawFigure } from "../parts/figure.js"
import { knobTable } from "./number-tables.js"
import { ReadFigure } from "./read-figure.js"
import { type Choice, isChosen } from "./use-choice.js"

/** The chosen measure and accuracy over the knob. */
export function KnobFigure({ settings, choice }: { settings: Setting<SweptMeans>[]; choice: Choice }) {
  const { sweep, measure, side, layer } = choice
  const panels = useMemo(() => knobPanels(settings, { measure, side, layer }), [settings, measure, side, layer])
  const draw: DrawFigure = useCallback(
    (options) => overKnob(panels, { ...options, knob: sweep.symbol, meaning: sweep.meaning }),
    [panels, sweep],
  )
  return (
    <ReadFigure
      name={`${sweep.knob}-${measure}-${side}`}
      draw={draw}
      ratio={0.32}
      tables={panels.map((panel) => knobTable(panel, sweep.symbol))}
      caption="Means over the seeds of a setting; bands from the least seed to the greatest."
    />
  )
}

function knobPanels(settings: Setting<SweptMeans>[], { measure, side, layer }: Omit<Choice, "sweep">): KnobPanel[] {
  const layers = meansOn(settings[0].models[0].result, side)
  const lines = layerLines(settings, side, measure, rangeOverSeeds)
    .filter((_, index) => isChosen(layer, layers[index].layer))
    .map(({ layer: name, points }) => ({ name, points }))
  const accuracies = accuracyLines(settings).map(({ examples, points }) => ({ name: layerTitle(examples), points }))
  return [
    { title: `Mean ${measureTitles[measure]}, ${sideTitleOf(side, measure)}, nats`, lines },
    { title: "Accuracy, share of examples", lines: accuracies },
  ]
}
