import { useCallback, useMemo } from "react"
import { stepsPerEpoch } from "#src/experiments/report/describe-models.js"
import { epochCurves } from "#src/experiments/report/epoch-curves.js"
import { layerTitle, settingsOf } from "#src/experiments/report/loaded-model.js"
import { activationWords } from "#src/experiments/report/side-words.js"
import { sidesOf } from "#src/experiments/sweep/model-spec.js"
import type { SweptModel } from "#src/experiments/sweep/trend-table.js"
import { overEpochs } from "#src/plots/index.js"
import type { DrawFigure } from "../parts/figure.js"
import { epochTable } from "./number-tables.js"
import { ReadFigure } from "./read-figure.js"
import { type Choice, together } from "./use-choice.js"

/** Accuracy and measures over the epochs of training. */
export function EpochFigure({ models, choice }: { models: readonly SweptModel[]; choice: Choice }) {
  const { sweep, layer } = choice
  const shown = layer === "" || layer === together ? null : layer
  const curves = useMemo(() => epochCurves(settingsOf(sweep, models), shown), [sweep, models, shown])
  const draw: DrawFigure = useCallback(
    (options) => overEpochs(curves!, { ...options, knob: sweep.symbol, meaning: sweep.meaning }),
    [curves, sweep],
  )
  if (curves === null) return <p className="muted">These networks were not looked at while they trained.</p>
  const { spec } = models[0].result
  const [side] = sidesOf(spec.network)
  const steps = stepsPerEpoch(spec)
  const panels = [
    { title: "Training accuracy", curves: curves.train },
    { title: "Validation accuracy", curves: curves.validation },
    ...curves.measures,
  ]
  return (
    <ReadFigure
      name={`${sweep.knob}-epochs`}
      draw={draw}
      ratio={0.66}
      tables={panels.map((panel) => epochTable(panel.title, panel.curves, sweep.symbol))}
      caption={`Of ${layerTitle(shown)}, ${activationWords[side]}, on part of the validation examples and of the neurons: numbers differ a little from those of the finished networks.${steps === null ? "" : ` ${steps}`}`}
    />
  )
}
