import { useCallback, useMemo, useSyncExternalStore } from "react"

/** Where the page is, all of it in the URL's hash: `#/compare?run=a&run=b&view=matrix`. */
export interface Route {
  /** `compare`; empty for the first page. */
  page: string
  query: URLSearchParams
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s)
  return { page: path, query: new URLSearchParams(query) }
}

/** The link to a page. Its query's entries that are null or empty are left out; lists appear once for each of theirs. */
export function href(page: string, query: Query = {}): string {
  const text = toSearch(query).toString()
  return `#/${page}${text === "" ? "" : `?${text}`}`
}

export type Query = Record<string, string | number | readonly string[] | null>

function toSearch(query: Query): URLSearchParams {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value]
    for (const each of values) if (each !== null && each !== "") search.append(name, String(each))
  }
  return search
}

/** Goes to another page or state. With `replace`, without a new entry in the history: for what changes while one drags. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", to)
  else history.pushState(null, "", to)
  dispatchEvent(new HashChangeEvent("hashchange"))
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}

/** One entry of the URL's query, and how to set it; at `usual` it is left out of the URL. */
export function useQuery<T extends string>(name: string, usual: T): [T, (value: T) => void] {
  const { query } = useRoute()
  const value = (query.get(name) as T | null) ?? usual
  const set = useCallback((next: T) => setQuery({ [name]: next === usual ? null : next }), [name, usual])
  return [value, set]
}

/** Changes entries of the URL's query where the page is, the others as they are. */
export function setQuery(changes: Query, { replace = true } = {}): void {
  const { page, query } = parseRoute(location.hash)
  for (const name of Object.keys(changes)) query.delete(name)
  for (const [name, value] of toSearch(changes)) query.append(name, value)
  const text = query.toString()
  navigate(`#/${page}${text === "" ? "" : `?${text}`}`, { replace })
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener)
  addEventListener("popstate", listener)
  return () => {
    removeEventListener("hashchange", listener)
    removeEventListener("popstate", listener)
  }
}
