import { useCallback, useMemo } from "react"
import { entropyBoxes } from "#src/plots/entropy-boxes.js"
import { type EntropyEstimate, entropyEstimates, layerBoxes } from "#src/report/figures.js"
import { shortSettings } from "#src/report/settings.js"
import { type DrawFigure, Figure } from "../../parts/figure.js"
import type { ViewProps } from "../views.js"

const maxWidth = 420

/** Entropies of the neurons by layer, in each way to estimate them. */
export function BoxesView({ runs }: ViewProps) {
  const estimates = useMemo(() => entropyEstimates(runs[0].measurement), [runs])
  return (
    <section className="compare-view" aria-label="Entropy by layer">
      <div className="compare-figures">
        {estimates.map((estimate) => (
          <EntropyFigure key={estimate.file} runs={runs} estimate={estimate} />
        ))}
      </div>
      <p className="runs-quiet">
        Boxes: quartiles of the neurons of a layer; notch: 95 % interval of the median; whiskers: to 1.5 interquartile
        ranges; points: neurons beyond. {shortSettings(runs[0].measurement.settings)}
      </p>
    </section>
  )
}

function EntropyFigure({ runs, estimate }: ViewProps & { estimate: EntropyEstimate }) {
  const { file, title, box, values } = estimate
  const { unit } = runs[0].measurement.settings
  const draw: DrawFigure = useCallback(
    (options) => {
      const boxes = runs.map(({ name, measurement }) => ({ name, layers: layerBoxes(measurement, box, values) }))
      return entropyBoxes(boxes, { ...options, title, label: `entropy, ${unit}` })
    },
    [runs, title, box, values, unit],
  )
  return <Figure name={file} draw={draw} ratio={heightOf(runs) / maxWidth} maxWidth={maxWidth} />
}

/** Nearly what is drawn: a row for each box, and one for each layer's name where there are several runs. */
function heightOf(runs: ViewProps["runs"]): number {
  const boxes = runs.reduce((sum, { measurement }) => sum + measurement.layers.length, 0)
  const headings = runs.length === 1 ? 0 : runs[0].measurement.layers.length
  return 78 + 22 * (boxes + headings)
}
