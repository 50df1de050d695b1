import { getShared, share } from "./shared-view.js"
import { cellAt, moved, placeOf, showing, wholeView, zoomed } from "./view.js"

/** What gestures, keys and buttons do to the view and the cursor that all maps share, on a map of `size` neurons. */
export function pointing(size: number) {
  return {
    zoom: (factor: number, along: number, down: number) =>
      share({ view: zoomed(getShared().view, factor, along, down, size) }),
    move: (along: number, down: number) => share({ view: moved(getShared().view, along, down) }),
    point: (along: number, down: number) => share({ cursor: cellAt(getShared().view, along, down, size) }),
    pointNowhere: () => share({ cursor: null }),
    isWhole: () => getShared().view.span === 1,
    whole: () => share({ view: wholeView }),
    /** About the cursor while it is in sight, else about the middle. */
    zoomAtCursor: (factor: number) => {
      const { view, cursor } = getShared()
      const place = cursor === null ? null : placeOf(view, cursor, size)
      const seen = place !== null && [place.along, place.down].every((at) => at >= 0 && at <= 1)
      const { along, down } = seen ? place : { along: 0.5, down: 0.5 }
      share({ view: zoomed(view, factor, along, down, size) })
    },
    /** From the middle of what is on show where no pair is pointed at. */
    step: (down: number, along: number) => {
      const { view, cursor } = getShared()
      const from = cursor ?? cellAt(view, 0.5, 0.5, size)!
      const within = (index: number) => Math.max(0, Math.min(size - 1, index))
      const next = { row: within(from.row + down), column: within(from.column + along) }
      share({ cursor: next, view: showing(view, next, size) })
    },
  }
}
