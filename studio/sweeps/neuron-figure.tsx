import { useCallback, useMemo } from "react"
import type { LoadedMeans, Setting } from "#src/experiments/report/loaded-model.js"
import { pooledEntropies, rangeOverSeeds } from "#src/experiments/report/pooled.js"
import { activationWords } from "#src/experiments/report/side-words.js"
import { meansOn } from "#src/experiments/sweep/model-result.js"
import { formatKnob, sweepBoxes } from "#src/plots/index.js"
import { decimal } from "#src/report/numbers.js"
import type { DrawFigure } from "../parts/figure.js"
import { ReadFigure } from "./read-figure.js"
import { type Choice, isChosen } from "./use-choice.js"

/** Boxes of the entropy of single neurons by setting, all seeds together. */
export function NeuronFigure({ settings, choice }: { settings: Setting<LoadedMeans>[]; choice: Choice }) {
  const { sweep, side, layer } = choice
  const panels = useMemo(() => {
    const layers = meansOn(settings[0].models[0].result, side)
    return pooledEntropies(settings, side).filter((_, index) => isChosen(layer, layers[index].layer))
  }, [settings, side, layer])
  const accuracy = useMemo(
    () =>
      settings.map(({ knob, models }) =>
        rangeOverSeeds(knob, models, ({ result }) => result.accuracy.validation ?? null),
      ),
    [settings],
  )
  const draw: DrawFigure = useCallback(
    (options) => sweepBoxes(panels, accuracy, { ...options, knob: sweep.symbol, meaning: sweep.meaning }),
    [panels, accuracy, sweep],
  )
  const tables = panels.map(({ title, boxes }) => ({
    title,
    corner: sweep.symbol,
    columns: ["neurons", "median, nats", "middle half, nats", "whiskers, nats"],
    rows: boxes.map(({ knob, box }) => ({
      name: formatKnob(knob),
      cells: [
        String(box.count),
        decimal(box.median),
        `${decimal(box.lowerQuartile)} … ${decimal(box.upperQuartile)}`,
        `${decimal(box.lowerWhisker)} … ${decimal(box.upperWhisker)}`,
      ],
    })),
  }))
  return (
    <ReadFigure
      name={`${sweep.knob}-neurons-${side}`}
      draw={draw}
      ratio={0.36}
      tables={tables}
      caption={`Entropy of each neuron ${activationWords[side]}, bins shared by all. A box holds the middle half of the neurons of all seeds, its notch the 95 % interval of their median.`}
    />
  )
}
