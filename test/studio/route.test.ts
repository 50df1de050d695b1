import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { href, parseRoute } from "../../studio/shell/route.js"

describe("addresses of the studio's pages", () => {
  it("the first page has an empty name", () => {
    for (const hash of ["", "#", "#/"]) expect(parseRoute(hash).page).toBe("")
  })

  it("a page and its state are read from the hash", () => {
    const { page, query } = parseRoute("#/compare?run=a%2Fb&run=c&view=matrix")
    expect(page).toBe("compare")
    expect(query.getAll("run")).toEqual(["a/b", "c"])
    expect(query.get("view")).toBe("matrix")
  })

  it("what is null or empty is left out of a link", () => {
    expect(href("runs", { find: "", sort: null, page: 2 })).toBe("#/runs?page=2")
    expect(href("runs")).toBe("#/runs")
  })

  it("any text comes back from a link as it went in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, unit: "grapheme" })),
        fc.string({ minLength: 1 }),
        (runs, view) => {
          const { page, query } = parseRoute(href("compare", { run: runs, view }))
          expect(page).toBe("compare")
          expect(query.getAll("run")).toEqual(runs)
          expect(query.get("view")).toBe(view)
        },
      ),
    )
  })
})
