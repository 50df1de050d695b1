import { useMemo } from "react"
import { setQuery, useRoute } from "../shell/route.js"
import { type ListQuery, type SortKey, sortKeys } from "./run-list.js"

/** What the address asks of the list. */
export function useListQuery(): ListQuery {
  const { query } = useRoute()
  const key = JSON.stringify(["find", "state", "kind", "sort", "order"].map((name) => query.get(name) ?? ""))
  const openKey = JSON.stringify(query.getAll("open"))
  return useMemo(() => {
    const [find, state, kind, sort, order] = JSON.parse(key)
    return {
      find,
      state,
      kind,
      sort: sortKeys.includes(sort) ? sort : "newest",
      reversed: order === "reversed",
      open: JSON.parse(openKey),
    }
  }, [key, openKey])
}

/** Sorts by another column, or by the same the other way round. */
export function sortBy({ sort, reversed }: ListQuery, key: SortKey): void {
  const reverse = sort === key && !reversed
  setQuery({ sort: key === "newest" ? null : key, order: reverse ? "reversed" : null, page: null })
}

/** The newest come first unless reversed, all else from the least. */
export function isDescending({ sort, reversed }: ListQuery): boolean {
  return (sort === "newest") !== reversed
}
