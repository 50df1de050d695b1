import { useMemo, useSyncExternalStore } from "react"
import type { Layer } from "#src/activations.js"
import { matrixLayers, summaryDomain } from "#src/plots/index.js"
import { shortSettings } from "#src/report/settings.js"
import type { MatrixOrder } from "#src/server/api.js"
import type { StudioRun } from "../data/studio-run.js"
import { Segmented } from "../parts/segmented.js"
import { Empty } from "../parts/states.js"
import { useQuery } from "../shell/route.js"
import { ColourKey, LayerKey } from "./colour-key.js"
import { HeatMap } from "./heat-map.js"
import { pointing } from "./pointing.js"
import { getShared, subscribeShared } from "./shared-view.js"
import "./heat-map.css"

const orders: { value: MatrixOrder; title: string }[] = [
  { value: "layers", title: "Layers" },
  { value: "clusters", title: "Clusters" },
]

/** Heat maps of runs side by side in the same colours: what one is turned to, all show. */
export function HeatMaps({ runs }: { runs: readonly StudioRun[] }) {
  const [asked, setOrder] = useQuery<MatrixOrder>("order", "layers")
  const order = asked === "clusters" ? asked : "layers"
  const domain = useMemo(() => summaryDomain(runs.map(({ measurement }) => measurement.summary.all)), [runs])
  const size = Math.max(0, ...runs.map(({ matrixSize }) => matrixSize ?? 0))
  if (size === 0) {
    return (
      <Empty title="No pairs were measured">
        <p>
          {runs.length === 1 ? "This run was" : "These runs were"} measured without mutual information. Measure again
          without <code>--mi none</code> to see which neurons share what.
        </p>
      </Empty>
    )
  }
  const { settings } = runs[0].measurement
  return (
    <section className="heat-maps" aria-label="Mutual information, pair by pair">
      <div className="heat-maps-tools">
        <Segmented label="Order of the neurons" value={order} options={orders} onChange={setOrder} />
        <ZoomButtons size={size} />
      </div>
      <div className="heat-maps-grid">
        {runs.map((run) => (
          <HeatMap key={run.id} run={run} order={order} domain={domain} />
        ))}
      </div>
      <div>
        <ColourKey domain={domain} label={`mutual information, ${settings.unit}`} />
        <p className="muted small">{shortSettings(settings)}</p>
      </div>
      {order === "clusters" && <LayerKey layers={layersOf(runs)} />}
      <p className="muted small heat-maps-note">
        {order === "layers"
          ? "Neurons in the order of the layers, lines between them. "
          : "Neurons next to those they share most with; the strips beside the cells have the colour of a neuron's layer. "}
        Turn the wheel, pinch, double-click or use the buttons to zoom; drag to move. Where several pairs share a point
        of the screen it has their mean. The diagonal is blank: what a neuron tells about itself is no measure of
        anything. Pairs beyond an end of the scale have that end's colour.
      </p>
    </section>
  )
}

/** Those that have a row in the first matrix there is. */
function layersOf(runs: readonly StudioRun[]): Layer[] {
  const { matrixNeurons, measurement } = runs.find((run) => run.matrixNeurons !== null)!
  return matrixLayers({ neurons: matrixNeurons! }, measurement.layers)
}

function ZoomButtons({ size }: { size: number }) {
  const { view } = useSyncExternalStore(subscribeShared, getShared)
  const { zoomAtCursor, whole } = pointing(size)
  return (
    <fieldset className="heat-maps-zoom">
      <legend>Zoom</legend>
      <button type="button" aria-label="Zoom in" onClick={() => zoomAtCursor(0.5)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" disabled={view.span === 1} onClick={() => zoomAtCursor(2)}>
        −
      </button>
      <button type="button" disabled={view.span === 1} onClick={whole}>
        Whole
      </button>
    </fieldset>
  )
}
