import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { matrixLayers } from "#src/plots/index.js"
import { count } from "#src/report/numbers.js"
import type { MatrixOrder } from "#src/server/api.js"
import type { StudioRun } from "../data/studio-run.js"
import { useLoaded } from "../data/use-loaded.js"
import { Failure } from "../parts/states.js"
import { currentTheme, useDark } from "../shell/theme.js"
import { heatCanvas } from "./heat-canvas.js"
import { ReadOut } from "./read-out.js"
import { SaveMatrix } from "./save-matrix.js"
import { useTiles } from "./use-tiles.js"
import "./heat-map.css"

export interface HeatMapProps {
  run: StudioRun
  order: MatrixOrder
  /** Range of the colours, the same for all runs compared. */
  domain: [number, number]
}

/**
 * The mutual information of every two neurons measured of a run, as cells to zoom into. All heat maps of a page show the same
 * part, which the address keeps.
 */
export function HeatMap({ run, order, domain }: HeatMapProps) {
  const size = run.matrixSize ?? 0
  return (
    <figure className="heat-map">
      <figcaption className="heat-map-title">
        <h2>{run.name}</h2>
        <span className="muted small">
          {size < 2 ? "" : `${shownOf(size, run.measurement.neurons)} neurons in ${order}`}
        </span>
        {size >= 2 && <SaveMatrix run={run} order={order} domain={domain} />}
      </figcaption>
      {size < 2 ? <NoPairs run={run} /> : <Cells run={run} order={order} domain={domain} />}
    </figure>
  )
}

/** "64 of 256" where the matrix has only a sample. */
function shownOf(size: number, neurons: number): string {
  return size === neurons ? count(size) : `${count(size)} of ${count(neurons)}`
}

function NoPairs({ run }: { run: StudioRun }) {
  return (
    <p className="heat-map-empty muted">
      {run.matrixSize === null
        ? "Mutual information was not measured in this run. Measured again without --mi none, it has a map here."
        : "There is no pair to show: only one neuron was measured."}
    </p>
  )
}

function Cells({ run, order, domain }: HeatMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [focused, setFocused] = useState(false)
  const dark = useDark()
  const [attempt, setAttempt] = useState(0)
  const tiles = useTiles(run, order, domain, attempt)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is one more reason
  const rows = useLoaded(useCallback(() => rowsOf(run, order), [run, order, attempt]))
  const neurons = useMemo(
    () => (rows.state === "ready" ? rows.value.map((row) => run.matrixNeurons![row]) : null),
    [rows, run],
  )
  const redraw = useRef(() => {})
  const cache = tiles?.cache

  // biome-ignore lint/correctness/useExhaustiveDependencies: the canvas takes the theme's colours when it is made
  useEffect(() => {
    if (cache === undefined || rows.state !== "ready") return
    const layers = matrixLayers({ neurons: run.matrixNeurons! }, run.measurement.layers)
    const drawn = heatCanvas(canvas.current!, {
      size: run.matrixSize!,
      layers,
      scattered: order === "layers" ? null : rows.value,
      tiles: cache,
      theme: currentTheme(),
    })
    redraw.current = drawn.redraw
    return drawn.close
  }, [cache, rows, run, order, dark])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has come is drawn
  useEffect(() => redraw.current(), [tiles?.arrived])

  const error = rows.state === "failed" ? rows.error : (tiles?.error ?? null)
  const empty = tiles === null || tiles.arrived === 0 || neurons === null
  return (
    <>
      <div className="heat-map-frame">
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes the keys itself */}
        <canvas
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-label={`Mutual information of ${run.name}, cell by cell: arrow keys move, ten cells with Shift; plus and minus zoom, Home shows all`}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        />
        {error !== null ? (
          <div className="heat-map-over">
            <Failure error={error} onRetry={() => setAttempt(attempt + 1)} />
          </div>
        ) : (
          empty && (
            <p className="heat-map-over muted" role="status">
              Loading the map …
            </p>
          )
        )}
      </div>
      {neurons === null || tiles === null ? (
        <p className="heat-map-read-out" />
      ) : (
        <ReadOut run={run} neurons={neurons} tiles={tiles.cache} spoken={focused} />
      )}
    </>
  )
}

/** In the order of the layers they lie as they are. */
async function rowsOf(run: StudioRun, order: MatrixOrder): Promise<Int32Array> {
  return order === "layers" ? run.matrixNeurons!.map((_, row) => row) : run.matrixOrder(order)
}
