import { useMemo, useSyncExternalStore } from "react"
import { decimal } from "#src/report/numbers.js"
import { neuronLabels } from "#src/report/report-run.js"
import type { StudioRun } from "../data/studio-run.js"
import { getShared, subscribeShared } from "./shared-view.js"
import type { TileCache } from "./tile-cache.js"
import { tileOfPair } from "./tiles.js"
import type { Cell } from "./view.js"

export interface ReadOutProps {
  run: StudioRun
  /** Neurons of the matrix' rows in the order on show. */
  neurons: Int32Array
  tiles: TileCache
  /** Whether it is spoken as it changes: of several maps only the one in use. */
  spoken: boolean
}

/** The pair pointed at: both neurons, and what they share. */
export function ReadOut({ run, neurons, tiles, spoken }: ReadOutProps) {
  const { cursor } = useSyncExternalStore(subscribeShared, getShared)
  const labels = useMemo(() => neuronLabels(run.measurement), [run])
  const inside = cursor !== null && Math.max(cursor.row, cursor.column) < neurons.length
  return (
    <output className="heat-map-read-out" aria-live={spoken ? "polite" : "off"}>
      {inside ? (
        pairText(cursor, [labels[neurons[cursor.row]], labels[neurons[cursor.column]]])
      ) : (
        <span className="muted">Point at a cell, or move by arrow keys, to read a pair</span>
      )}
    </output>
  )

  function pairText(cell: Cell, [one, other]: [string, string]): string {
    if (cell.row === cell.column) return `${one} with itself: not shown`
    const { place, row, column } = tileOfPair(cell)
    const tile = tiles.get(place)
    if (tile === undefined) return `${one} and ${other}: …`
    const value = tile.cells[row * tile.width + column]
    const shown = Number.isNaN(value) ? "no number" : `${decimal(value, 4)} ${run.measurement.settings.unit}`
    return `${one} and ${other}: ${shown}`
  }
}
