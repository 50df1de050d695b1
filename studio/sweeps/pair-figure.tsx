import { useCallback, useMemo } from "react"
import { neuronBox } from "#src/estimators/box-statistics.js"
import type { LoadedMeans, Setting } from "#src/experiments/report/loaded-model.js"
import { pooledPairs } from "#src/experiments/report/pooled.js"
import { sideWords } from "#src/experiments/report/side-words.js"
import { meansOn } from "#src/experiments/sweep/model-result.js"
import { formatKnob, sweepDensities } from "#src/plots/index.js"
import { decimal } from "#src/report/numbers.js"
import type { DrawFigure } from "../parts/figure.js"
import { ReadFigure } from "./read-figure.js"
import { type Choice, isChosen } from "./use-choice.js"

/** Densities of the mutual information of single pairs by setting, all seeds together. */
export function PairFigure({ settings, choice }: { settings: Setting<LoadedMeans>[]; choice: Choice }) {
  const { sweep, side, layer } = choice
  const panels = useMemo(() => {
    const layers = meansOn(settings[0].models[0].result, side)
    return pooledPairs(settings, side).filter((_, index) => isChosen(layer, layers[index].layer))
  }, [settings, side, layer])
  const tables = useMemo(
    () =>
      panels.map(({ title, samples }) => ({
        title,
        corner: sweep.symbol,
        columns: ["pairs", "median, nats", "middle half, nats"],
        rows: samples.map(({ knob, values }) => {
          const box = neuronBox(values)
          const half = `${decimal(box.lowerQuartile, 4)} … ${decimal(box.upperQuartile, 4)}`
          return { name: formatKnob(knob), cells: [String(box.count), decimal(box.median, 4), half] }
        }),
      })),
    [panels, sweep],
  )
  const draw: DrawFigure = useCallback(
    (options) => sweepDensities(panels, { ...options, knob: sweep.symbol, meaning: sweep.meaning }),
    [panels, sweep],
  )
  if (panels.every(({ samples }) => samples.every(({ values }) => values.length === 0))) {
    return <p className="muted">No pairs were measured in these networks.</p>
  }
  return (
    <ReadFigure
      name={`${sweep.knob}-pairs-${side}`}
      draw={draw}
      ratio={0.6}
      tables={tables}
      caption={`Every pair of different neurons once, ${sideWords[side]}, all seeds together. Steps are the pairs, the curve is a mixture of Gaussians fitted to them.`}
    />
  )
}
