import { useEffect, useMemo, useRef } from "react"
import { type LiveData, liveData } from "#src/experiments/circles/live/data.js"
import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import { type LiveNetworkName, type LiveSettings, liveNetworks } from "#src/experiments/circles/live/settings.js"
import { type Training, useTraining } from "../engine/use-training.js"
import type { View } from "../view.js"

/** One network as it is shown: its points, all its moments so far, and the one on show. */
export interface ShownNetwork {
  name: LiveNetworkName
  data: LiveData
  moments: readonly LiveMoment[]
  moment: LiveMoment | null
}

export interface Course {
  training: Training
  networks: ShownNetwork[]
  /** Index of the moment on show, −1 before the first. */
  shown: number
  /** Whether what is on show moves on by itself. */
  moving: boolean
}

const quiet = matchMedia("(prefers-reduced-motion: reduce)")

/** Milliseconds a slider has to rest before networks are trained anew. */
const settingDelay = 200

/**
 * The training that a view asks for. It begins by itself unless the reader wants no motion; a view of a certain epoch is
 * trained that far and stopped there.
 */
export function useCourse({ settings, epoch }: Pick<View, "settings" | "epoch">): Course {
  const training = useTraining(settings)
  const { epochs, latest, state, play, pause, change } = training
  const wanted = epoch === null ? epochs.length - 1 : nearest(epochs, epoch)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    if (epoch !== null || !quiet.matches) play()
  }, [epoch, play])
  useEffect(() => {
    if (epoch !== null && state === "playing" && latest >= wanted) pause()
  }, [epoch, state, latest, wanted, pause])
  const asked = useRef(settings)
  useEffect(() => {
    if (asked.current === settings) return
    const timer = setTimeout(() => {
      asked.current = settings
      change(settings)
      play()
    }, settingDelay)
    return () => clearTimeout(timer)
  }, [settings, change, play])
  const shown = Math.min(latest, wanted)
  const data = useData(training.settings)
  const current = useMemo(
    () => liveNetworks.map((name) => ({ name, data: data[name], moments: training.moments[name] })),
    [data, training.moments],
  )
  const networks = useMemo(
    () => current.map((network) => ({ ...network, moment: network.moments[shown] ?? null })),
    [current, shown],
  )
  return { training, networks: useHeld(networks, shown >= 0), shown, moving: state === "playing" }
}

/** The newest value that was ready: what is shown stays until there is something new to show. */
function useHeld<Value>(value: Value, ready: boolean): Value {
  const held = useRef(value)
  if (ready) held.current = value
  return held.current
}

function useData(settings: LiveSettings): Record<LiveNetworkName, LiveData> {
  return useMemo(() => {
    const of = (name: LiveNetworkName) => liveData(name, settings)
    return { plain: of("plain"), shortcut: of("shortcut"), shuffled: of("shuffled") }
  }, [settings])
}

/** Index of the last epoch that is not after this one. */
export function nearest(epochs: readonly number[], epoch: number): number {
  return Math.max(
    0,
    epochs.findLastIndex((candidate) => candidate <= epoch),
  )
}
