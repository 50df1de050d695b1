import { useCallback, useEffect, useRef, useState } from "react"
import { type LiveNetworkName, type LiveSettings, liveNetworks } from "#src/experiments/circles/live/settings.js"
import { parseRoute, type Query, setQuery, useRoute } from "../shell/route.js"

/** Values of the third feature at which the plane is shown: the outer circle's, none's, the inner circle's. */
export const slices = [-3, 0.5, 3] as const
export type Slice = (typeof slices)[number]

/** All that a reader chose, and would want back. */
export interface View {
  settings: LiveSettings
  /** Of the moment on show; null for the newest there is. */
  epoch: number | null
  slice: Slice
  network: LiveNetworkName
  /** Place among the hidden neurons of a network, in the order of its layers. */
  neuron: number
  /** Neurons of the chosen network that are switched off. */
  off: readonly number[]
}

const usual: View = {
  settings: { shortcut: 1, shuffle: 1, seed: 0 },
  epoch: null,
  slice: 0.5,
  network: "shortcut",
  neuron: 0,
  off: [],
}

export const neuronCount = 32
export const largestSeed = 9999

/** What an address says; anything it could not mean is taken as unsaid. */
export function parseView(query: URLSearchParams): View {
  const { settings } = usual
  const numberIn = (name: string, low: number, high: number) => {
    const text = query.get(name)
    const value = Number(text)
    return text !== null && text !== "" && value >= low && value <= high ? value : undefined
  }
  const whole = (name: string, high: number) => {
    const value = numberIn(name, 0, high)
    return Number.isInteger(value) ? value : undefined
  }
  const off = query.getAll("off").map(Number)
  return {
    settings: {
      shortcut: numberIn("shortcut", 0, 1) ?? settings.shortcut,
      shuffle: numberIn("shuffle", 0, 1) ?? settings.shuffle,
      seed: whole("seed", largestSeed) ?? settings.seed,
    },
    epoch: whole("epoch", 1e6) ?? null,
    slice: slices.find((slice) => String(slice) === query.get("z")) ?? usual.slice,
    network: liveNetworks.find((name) => name === query.get("network")) ?? usual.network,
    neuron: whole("neuron", neuronCount - 1) ?? usual.neuron,
    off: off.filter((neuron) => Number.isInteger(neuron) && neuron >= 0 && neuron < neuronCount),
  }
}

/** The entries of an address for it; what is as usual is null. */
export function viewQuery({ settings, epoch, slice, network, neuron, off }: View): Query {
  const unless = <T extends string | number>(value: T, unsaid: T) => (value === unsaid ? null : value)
  return {
    shortcut: unless(settings.shortcut, usual.settings.shortcut),
    shuffle: unless(settings.shuffle, usual.settings.shuffle),
    seed: unless(settings.seed, usual.settings.seed),
    epoch,
    z: unless(slice, usual.slice),
    network: unless(network, usual.network),
    neuron: unless(neuron, usual.neuron),
    off: off.map(String),
  }
}

/** Browsers count an address' changes and refuse more than a few a second. */
const writeDelay = 250

/** The view, kept in the address: read from it at first and whenever somebody else changes it. */
export function useView(): [View, (change: Partial<View>) => void] {
  const { query } = useRoute()
  const [view, setView] = useState(() => parseView(query))
  const known = useRef(textOf(view))
  const inAddress = textOf(parseView(query))
  useEffect(() => {
    if (inAddress === known.current) return
    known.current = inAddress
    setView(parseView(parseRoute(location.hash).query))
  }, [inAddress])
  useEffect(() => {
    if (textOf(view) === known.current) return
    const timer = setTimeout(() => {
      known.current = textOf(view)
      setQuery(viewQuery(view))
    }, writeDelay)
    return () => clearTimeout(timer)
  }, [view])
  const change = useCallback((changes: Partial<View>) => setView((before) => ({ ...before, ...changes })), [])
  return [view, change]
}

function textOf(view: View): string {
  return JSON.stringify(viewQuery(view))
}
