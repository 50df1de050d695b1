import { useCallback, useMemo } from "react"
import { neuronScatter } from "#src/plots/neuron-scatter.js"
import { neuronColumns } from "#src/report/neuron-columns.js"
import { shortSettings } from "#src/report/settings.js"
import { type DrawFigure, Figure } from "../../parts/figure.js"
import { Segmented } from "../../parts/segmented.js"
import { setQuery, useQuery } from "../../shell/route.js"
import { Choice } from "../fields.js"
import type { ViewProps } from "../views.js"
import type { ColumnKey } from "./neuron-rows.js"
import { ScatterCursor } from "./scatter-cursor.js"
import { type ColouredBy, scatterGroups } from "./scatter-groups.js"

const columns = neuronColumns()
const maxWidth = 900

const colourings: { value: ColouredBy; title: string }[] = [
  { value: "run", title: "Run" },
  { value: "layer", title: "Layer" },
]

/** Two measures of the neurons against each other. */
export function ScatterView({ runs }: ViewProps) {
  const { settings } = runs[0].measurement
  const [x, setX] = useColumn("x", "entropy")
  const [y, setY] = useColumn("y", settings.mutualInformation === null ? "entropyLocal" : "meanMutualInformation")
  const [asked, setColouring] = useQuery<ColouredBy>("colour", runs.length === 1 ? "layer" : "run")
  const by = asked === "layer" ? "layer" : "run"
  const groups = useMemo(() => scatterGroups(runs, x, y, by), [runs, x, y, by])
  const measures = useMemo(() => [x, y].map((key) => measureOf(key, settings.unit)), [x, y, settings])
  const [xLabel, yLabel] = measures.map(({ label, unit }) => (unit === null ? label : `${label}, ${unit}`))
  const draw: DrawFigure = useCallback(
    (options) => neuronScatter(groups, { ...options, xLabel, yLabel }),
    [groups, xLabel, yLabel],
  )
  const options = columns.map(({ key, label }) => ({ value: key, title: label }))
  return (
    <section className="compare-view" aria-label="Two measures of neurons">
      <div className="runs-fields">
        <Choice label="Across" value={x} options={options} onChange={setX} />
        <Choice label="Up" value={y} options={options} onChange={setY} />
        <button type="button" className="compare-swap" onClick={() => setQuery({ x: y, y: x })}>
          Swap
        </button>
        <Segmented label="Colour" value={by} options={colourings} onChange={setColouring} />
      </div>
      <div className="compare-scatter">
        <Figure
          name={`${y}-against-${x}`}
          draw={draw}
          ratio={0.53}
          maxWidth={maxWidth}
          caption={`A dot per neuron; those that lack one of the two are left out. ${shortSettings(settings)}`}
        >
          <ScatterCursor groups={groups} measures={measures} maxWidth={maxWidth} />
        </Figure>
      </div>
    </section>
  )
}

function useColumn(name: string, usual: ColumnKey): [ColumnKey, (value: string) => void] {
  const [asked, set] = useQuery<string>(name, usual)
  return [columns.find(({ key }) => key === asked)?.key ?? usual, set]
}

/** Entropies and mutual information have the unit of the settings, the others that of the activations or none. */
function measureOf(key: ColumnKey, unit: string): { label: string; unit: string | null } {
  const { label } = columns.find((column) => column.key === key)!
  if (key.startsWith("entropy") || key === "meanMutualInformation") return { label, unit }
  if (key.endsWith("Share")) return { label: `${label}, share of the examples`, unit: null }
  const ofActivations = ["mean", "standardDeviation", "minimum", "maximum"].includes(key)
  return { label: ofActivations ? `${label} of the activations` : label, unit: null }
}
