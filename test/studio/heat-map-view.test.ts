import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { levelFor, tileOfPair, tilesInView, tilesWanted } from "../../studio/heat-map/tiles.js"
import {
  cellAt,
  moved,
  parseView,
  placeOf,
  showing,
  type View,
  viewText,
  wholeView,
  zoomed,
} from "../../studio/heat-map/view.js"

const size = 4000
const share = fc.double({ min: 0, max: 1, noNaN: true })
const views = fc.tuple(share, share, share).map(([x, y, closer]): View => {
  const span = 0.002 + 0.998 * closer
  return { span, x: x * (1 - span), y: y * (1 - span) }
})

/** Inside the matrix, but for rounding. */
function expectInside({ x, y, span }: View) {
  for (const start of [x, y]) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(start + span).toBeLessThanOrEqual(1 + 1e-12)
  }
}

describe("the part of a matrix on show", () => {
  it("never leaves the matrix, however it is zoomed and moved", () => {
    fc.assert(
      fc.property(views, share, share, fc.double({ min: 0.01, max: 100, noNaN: true }), (view, along, down, factor) => {
        expectInside(zoomed(view, factor, along, down, size))
        expectInside(moved(view, along * 10 - 5, down * 10 - 5))
      }),
    )
  })

  it("keeps the pair under the pointer there while one zooms in", () => {
    fc.assert(
      fc.property(views, share, share, (view, along, down) => {
        const near = zoomed(view, 0.5, along, down, size)
        expect(near.x + along * near.span).toBeCloseTo(view.x + along * view.span, 9)
        expect(near.y + down * near.span).toBeCloseTo(view.y + down * view.span, 9)
      }),
    )
  })

  it("has eight cells a side at least, and the whole at most", () => {
    expect(zoomed(wholeView, 1e-9, 0.5, 0.5, size).span).toBe(8 / size)
    expect(zoomed(wholeView, 1e9, 0.5, 0.5, size)).toEqual(wholeView)
    expect(zoomed(wholeView, 0.1, 0.5, 0.5, 3)).toEqual(wholeView)
  })

  it("has the cell of a place in that place", () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (view, along, down) => {
          const cell = cellAt(view, along, down, size)!
          const place = placeOf(view, cell, size)
          const half = 0.5 / (view.span * size) + 1e-9
          expect(Math.abs(place.along - along)).toBeLessThanOrEqual(half)
          expect(Math.abs(place.down - down)).toBeLessThanOrEqual(half)
        },
      ),
    )
  })

  it("has no cell outside", () => {
    for (const [along, down] of [
      [-0.01, 0.5],
      [0.5, 1],
    ])
      expect(cellAt(wholeView, along, down, size)).toBeNull()
  })

  it("moves just so far that a cell is in it", () => {
    fc.assert(
      fc.property(views, fc.nat(size - 1), fc.nat(size - 1), (view, row, column) => {
        const next = showing(view, { row, column }, size)
        expectInside(next)
        const { along, down } = placeOf(next, { row, column }, size)
        for (const at of [along, down]) expect(at > 0 && at < 1).toBe(true)
        const before = placeOf(view, { row, column }, size)
        const half = 0.5 / (view.span * size)
        if (before.along > half && before.along < 1 - half) expect(next.x).toBeCloseTo(view.x, 9)
      }),
    )
  })

  it("comes back from the address", () => {
    fc.assert(
      fc.property(views, (view) => {
        const back = parseView(viewText(view))
        for (const part of ["x", "y", "span"] as const) expect(back[part]).toBeCloseTo(view[part], 5)
      }),
    )
    expect(viewText(wholeView)).toBeNull()
  })

  it.each(["", "1,2", "a,b,c", "0,0,0", "0,0,2", "0,0,-1", "NaN,0,1", "0,,1"])(
    "is the whole where the address says %j",
    (text) => {
      expect(parseView(text)).toEqual(wholeView)
    },
  )
})

describe("tiles of a view", () => {
  it("have cells of about a pixel of the screen", () => {
    fc.assert(
      fc.property(views, fc.integer({ min: 200, max: 3000 }), (view, pixels) => {
        const level = levelFor(view, size, pixels)
        const pixelsPerCell = (2 ** level * pixels) / (view.span * size)
        if (level > 0) expect(pixelsPerCell).toBeLessThan(1.42)
        if (level < 4) expect(pixelsPerCell).toBeGreaterThan(0.7)
      }),
    )
  })

  it("cover the view, none of them beside it, the middle first", () => {
    fc.assert(
      fc.property(views, fc.nat(4), share, share, (view, level, along, down) => {
        const tiles = tilesInView(view, size, level)
        const pairs = 256 * 2 ** level
        const at = [view.y + down * view.span, view.x + along * view.span].map((place) =>
          Math.min(place * size, size - 1e-6),
        )
        const [row, column] = at.map((pair) => Math.floor(pair / pairs))
        expect(tiles).toContainEqual({ level, row, column })
        for (const tile of tiles) {
          expect((tile.column * pairs) / size).toBeLessThan(view.x + view.span)
          expect(((tile.column + 1) * pairs) / size).toBeGreaterThan(view.x)
        }
      }),
    )
    const [first] = tilesInView({ x: 0.3, y: 0.3, span: 0.4 }, size, 0)
    expect([first.row, first.column].every((place) => place >= 6 && place <= 8)).toBe(true)
  })

  it("come after a coarser picture of the same part, where there is one", () => {
    const levels = tilesWanted({ x: 0.25, y: 0.25, span: 0.125 }, size, 700).map(({ level }) => level)
    expect(levels).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(tilesWanted(wholeView, 200, 700)).toEqual([{ level: 0, row: 0, column: 0 }])
  })

  it("know where a pair is", () => {
    expect(tileOfPair({ row: 300, column: 5 })).toEqual({ place: { level: 0, row: 1, column: 0 }, row: 44, column: 5 })
  })
})
