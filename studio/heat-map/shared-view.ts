import { parseRoute, setQuery } from "../shell/route.js"
import { type Cell, parseView, type View, viewText } from "./view.js"

/** What all heat maps of a page show: the part of the matrix, and the pair pointed at. */
export interface Shared {
  view: View
  cursor: Cell | null
}

/** The address follows when the view has rested so many milliseconds: browsers refuse to be told of every frame. */
const rest = 250

const entry = "zoom"
const listeners = new Set<() => void>()
let inAddress = ""
let shared: Shared = { view: parseView(null), cursor: null }
let timer: ReturnType<typeof setTimeout> | undefined

export function getShared(): Shared {
  return shared
}

/** Changes what all heat maps show; the view goes into the address. */
export function share(changes: Partial<Shared>): void {
  shared = { ...shared, ...changes }
  if (changes.view !== undefined) {
    clearTimeout(timer)
    timer = setTimeout(writeAddress, rest)
  }
  notify()
}

export function subscribeShared(listener: () => void): () => void {
  if (listeners.size === 0) {
    inAddress = ""
    shared = { view: parseView(null), cursor: null }
    readAddress()
    addEventListener("hashchange", readAddress)
    addEventListener("popstate", readAddress)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    removeEventListener("hashchange", readAddress)
    removeEventListener("popstate", readAddress)
  }
}

function writeAddress(): void {
  inAddress = viewText(shared.view) ?? ""
  setQuery({ [entry]: inAddress })
}

/** An address that says of the view what it said before leaves it alone: something else of it has changed. */
function readAddress(): void {
  const text = parseRoute(location.hash).query.get(entry) ?? ""
  if (text === inAddress) return
  inAddress = text
  clearTimeout(timer)
  shared = { ...shared, view: parseView(text) }
  notify()
}

function notify(): void {
  for (const listener of listeners) listener()
}
