import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import {
  type LiveNetworkName,
  type LiveSettings,
  liveEpochs,
  liveNetworks,
  settingsOf,
} from "#src/experiments/circles/live/settings.js"
import type { Trainer } from "./trainer.js"

/** What there is to show of a training: the same object until something of it changes. */
export interface TrainingSnapshot {
  settings: LiveSettings
  /** Those that have come, in the order of `epochs`; one network may be ahead of another. */
  moments: Record<LiveNetworkName, readonly LiveMoment[]>
  /** Epochs at which moments are, the same for all three. */
  epochs: readonly number[]
  /** Index of the latest moment to show, which all three have; −1 before the first. */
  latest: number
  /** `loading` until all three have their first moment. */
  state: "loading" | "playing" | "paused" | "done" | "failed"
  error: string | null
}

export interface TrainingControls {
  play(): void
  pause(): void
  /** Pauses, and trains on by one moment. */
  step(): void
  /** Forgets all moments, and pauses at the first. */
  reset(): void
  /** Trains anew what the changed settings affect; the moments of the others stay. Plays on unless paused. */
  change(settings: Partial<LiveSettings>): void
}

export interface TrainingStore extends TrainingControls {
  snapshot(): TrainingSnapshot
  /** Calls back whenever the snapshot is another; returns how to stop that. */
  subscribe(listener: () => void): () => void
  /** Begins to load; returns how to stop all of it. */
  start(): () => void
}

/** One network's share. A new `run` makes what is on its way a thing of the past. */
interface Course {
  trainer: Trainer | null
  run: number
  moments: readonly LiveMoment[]
  busy: boolean
}

const last = liveEpochs.length - 1

/** Faster than this nobody can follow. */
const usualPace = 100

export interface TrainingPace {
  /** Milliseconds from one moment to the next at least; 100 unless given. */
  pace?: number
  /** Networks that train at the same moment at most; all of them unless given. The page needs a processor to itself. */
  atOnce?: number
}

/**
 * Trains the three networks moment by moment, side by side: the next moment is asked for when all three have the last and it
 * shows, so that nothing piles up.
 */
export function createTraining(
  initial: LiveSettings,
  startTrainer: (name: LiveNetworkName) => Trainer,
  { pace = usualPace, atOnce = liveNetworks.length }: TrainingPace = {},
): TrainingStore {
  const courses = byName((): Course => ({ trainer: null, run: 0, moments: [], busy: false }))
  const listeners = new Set<() => void>()
  let settings = initial
  /** Index of the moment to train to; what is beyond it does not show. */
  let goal = 0
  let playing = false
  let error: string | null = null
  let shownAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = look()

  function look(): TrainingSnapshot {
    const moments = byName((name) => courses[name].moments)
    const latest = Math.min(goal, ...liveNetworks.map((name) => moments[name].length - 1))
    return { settings, moments, epochs: liveEpochs, latest, state: stateAt(latest), error }
  }

  function stateAt(latest: number): TrainingSnapshot["state"] {
    if (error !== null) return "failed"
    if (latest < 0) return "loading"
    if (latest === last) return "done"
    return playing ? "playing" : "paused"
  }

  /** Shows what there is, and asks for what comes next. */
  function update(): void {
    shown = look()
    shownAt = performance.now()
    for (const listener of listeners) listener()
    if (playing && shown.latest === goal) goal = Math.min(goal + 1, last)
    pullAll()
  }

  function pullAll(): void {
    for (const name of liveNetworks) void pull(courses[name])
  }

  function updateInTime(): void {
    clearTimeout(timer)
    timer = setTimeout(update, playing ? Math.max(0, shownAt + pace - performance.now()) : 0)
  }

  async function pull(course: Course): Promise<void> {
    const { trainer, run, moments } = course
    if (trainer === null || error !== null || course.busy || moments.length > goal) return
    if (liveNetworks.filter((name) => courses[name].busy).length >= atOnce) return
    course.busy = true
    try {
      const moment = await trainer.next(run, settings)
      if (course.run === run) course.moments = [...moments, moment]
    } catch (reason) {
      error = reason instanceof Error ? reason.message : String(reason)
    }
    if (course.trainer !== trainer) return
    course.busy = false
    if (error !== null || look().latest > shown.latest) updateInTime()
    else pullAll()
  }

  function forget(names: readonly LiveNetworkName[]): void {
    for (const name of names) {
      courses[name].run++
      courses[name].moments = []
    }
    goal = Math.max(0, look().latest)
    error = null
  }

  return {
    snapshot: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      for (const name of liveNetworks) courses[name].trainer = startTrainer(name)
      update()
      return () => {
        clearTimeout(timer)
        for (const course of Object.values(courses)) {
          course.trainer?.stop()
          Object.assign(course, { trainer: null, busy: false })
        }
        forget(liveNetworks)
      }
    },
    play() {
      playing = true
      update()
    },
    pause() {
      playing = false
      goal = Math.max(0, shown.latest)
      update()
    },
    step() {
      playing = false
      goal = Math.min(shown.latest + 1, last)
      update()
    },
    reset() {
      playing = false
      forget(liveNetworks)
      update()
    },
    change(changes) {
      const before = settings
      settings = { ...settings, ...changes }
      forget(liveNetworks.filter((name) => `${settingsOf(name, before)}` !== `${settingsOf(name, settings)}`))
      update()
    },
  }
}

function byName<Value>(of: (name: LiveNetworkName) => Value): Record<LiveNetworkName, Value> {
  return { plain: of("plain"), shortcut: of("shortcut"), shuffled: of("shuffled") }
}
