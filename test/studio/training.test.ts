import { describe, expect, it, vi } from "vitest"
import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import {
  type LiveNetworkName,
  type LiveSettings,
  liveEpochs,
  liveNetworks,
} from "#src/experiments/circles/live/settings.js"
import type { Trainer } from "../../studio/explorable/engine/trainer.js"
import { createTraining, type TrainingPace } from "../../studio/explorable/engine/training.js"

const settings: LiveSettings = { shortcut: 1, shuffle: 1, seed: 0 }
const last = liveEpochs.length - 1

interface Request {
  name: LiveNetworkName
  run: number
  settings: LiveSettings
  answer(): void
  fail(message: string): void
}

/** A training whose moments come when the test says so, and only hold their epoch and the settings they were trained with. */
function rehearsal(options: TrainingPace = {}) {
  const waiting: Request[] = []
  const stopped: LiveNetworkName[] = []
  const startTrainer = (name: LiveNetworkName): Trainer => {
    let run = -1
    let place = 0
    return {
      next: (asked, settings) =>
        new Promise((resolve, reject) => {
          place = asked === run ? place + 1 : 0
          run = asked
          const moment = { epoch: liveEpochs[place], settings } as unknown as LiveMoment
          waiting.push({ name, run, settings, answer: () => resolve(moment), fail: (text) => reject(new Error(text)) })
        }),
      stop: () => stopped.push(name),
    }
  }
  const training = createTraining(settings, startTrainer, { pace: 0, ...options })
  const stop = training.start()
  const until = (state: () => unknown) => vi.waitFor(() => expect(state()).toBeTruthy(), { interval: 1 })
  /** Answers every request, and those that follow, until the training has come to a moment. */
  const trainTo = (latest: number) =>
    vi.waitFor(
      () => {
        for (const request of waiting.splice(0)) request.answer()
        expect(training.snapshot().latest).toBe(latest)
      },
      { interval: 1, timeout: 20_000 },
    )
  return { training, stop, waiting, stopped, until, trainTo }
}

describe("a training", () => {
  it("loads until all three networks have their first moment, and then waits", async () => {
    const { training, waiting, trainTo, until } = rehearsal()
    expect(training.snapshot()).toMatchObject({ state: "loading", latest: -1, settings, error: null })
    expect(waiting.map(({ name }) => name)).toEqual(liveNetworks)
    waiting.splice(0, 2).forEach((request) => void request.answer())
    await until(() => waiting.length === 1)
    expect(training.snapshot().state).toBe("loading")
    await trainTo(0)
    expect(training.snapshot().state).toBe("paused")
    expect(waiting).toEqual([])
  })

  it("shows a moment only when all three have it, and asks for the next only then", async () => {
    const { training, waiting, trainTo, until } = rehearsal()
    await trainTo(0)
    training.play()
    expect(waiting.map(({ name }) => name)).toEqual(liveNetworks)
    waiting.splice(0, 1)[0].answer()
    await until(() => training.snapshot().latest === 0)
    expect(waiting).toHaveLength(2)
    for (const request of waiting.splice(0)) request.answer()
    await until(() => waiting.length === 3)
    expect(training.snapshot().latest).toBe(1)
  })

  it("plays to the end, through every epoch in order, and is done", async () => {
    const { training, waiting, trainTo } = rehearsal()
    training.play()
    await trainTo(last)
    const { state, moments, epochs } = training.snapshot()
    expect(state).toBe("done")
    for (const name of liveNetworks) expect(moments[name].map(({ epoch }) => epoch)).toEqual(epochs)
    expect(waiting).toEqual([])
  })

  it("stands still when paused: what was on its way is kept, and shows with the next step", async () => {
    const { training, waiting, trainTo, until } = rehearsal()
    training.play()
    await trainTo(3)
    training.pause()
    await until(() => {
      for (const request of waiting.splice(0)) request.answer()
      return liveNetworks.every((name) => training.snapshot().moments[name].length >= 4)
    })
    expect(training.snapshot()).toMatchObject({ state: "paused", latest: 3 })
    training.step()
    await trainTo(4)
    expect(training.snapshot().state).toBe("paused")
  })

  it("asks no more networks at once than it may, and still comes to the end", async () => {
    const { training, waiting, trainTo, until } = rehearsal({ atOnce: 1 })
    training.play()
    for (const name of liveNetworks) {
      await until(() => waiting.length > 0)
      expect(waiting.map((request) => request.name)).toEqual([name])
      waiting.splice(0)[0].answer()
    }
    await trainTo(last)
    expect(training.snapshot().state).toBe("done")
  })

  it("is no faster than its pace", async () => {
    const { training, trainTo } = rehearsal({ pace: 40 })
    await trainTo(0)
    const start = performance.now()
    training.play()
    await trainTo(4)
    expect(performance.now() - start).toBeGreaterThanOrEqual(3 * 40)
  })

  it("gives the same snapshot until something changes", async () => {
    const { training, trainTo } = rehearsal()
    await trainTo(0)
    const before = training.snapshot()
    expect(training.snapshot()).toBe(before)
    const heard = vi.fn()
    const unsubscribe = training.subscribe(heard)
    training.step()
    await trainTo(1)
    expect(heard).toHaveBeenCalled()
    expect(training.snapshot()).not.toBe(before)
    expect(training.snapshot().moments.plain[0]).toBe(before.moments.plain[0])
    unsubscribe()
  })
})

describe("a changed setting", () => {
  it("trains anew only the networks that it is about, from the start and with the new settings", async () => {
    const { training, waiting, trainTo } = rehearsal()
    training.play()
    await trainTo(5)
    training.pause()
    const { plain, shortcut } = training.snapshot().moments
    for (const request of waiting.splice(0)) request.answer()
    training.change({ shuffle: 0.5 })
    const changed = training.snapshot()
    expect(changed).toMatchObject({ state: "loading", latest: -1, settings: { ...settings, shuffle: 0.5 } })
    expect(changed.moments.plain.slice(0, 6)).toEqual(plain.slice(0, 6))
    expect(changed.moments.shortcut.slice(0, 6)).toEqual(shortcut.slice(0, 6))
    await trainTo(0)
    training.step()
    await trainTo(1)
    const { shuffled } = training.snapshot().moments
    expect(shuffled.map(({ epoch }) => epoch)).toEqual(liveEpochs.slice(0, 2))
    expect(shuffled).toEqual(shuffled.map(() => expect.objectContaining({ settings: training.snapshot().settings })))
  })

  it("leaves behind what was still on its way for the old one", async () => {
    const { training, waiting, trainTo, until } = rehearsal()
    await trainTo(0)
    training.step()
    const old = waiting.splice(0)
    training.change({ seed: 1 })
    expect(waiting).toEqual([])
    for (const request of old) request.answer()
    await until(() => waiting.length === 3)
    expect(waiting.map((request) => request.settings.seed)).toEqual([1, 1, 1])
    await trainTo(0)
    for (const name of liveNetworks) expect(training.snapshot().moments[name]).toHaveLength(1)
  })

  it("goes on playing while it plays", async () => {
    const { training, trainTo } = rehearsal()
    training.play()
    await trainTo(last)
    training.change({ shortcut: 0.25 })
    await trainTo(last)
    expect(training.snapshot().state).toBe("done")
  })
})

describe("a reset", () => {
  it("forgets all moments and waits at the first", async () => {
    const { training, trainTo } = rehearsal()
    training.play()
    await trainTo(7)
    training.reset()
    expect(training.snapshot()).toMatchObject({ state: "loading", latest: -1 })
    await trainTo(0)
    expect(training.snapshot().state).toBe("paused")
  })

  it("is the way on from a failure, which says what went wrong", async () => {
    const { training, waiting, trainTo, until } = rehearsal()
    waiting.splice(0, 1)[0].fail("no memory left")
    await until(() => training.snapshot().state === "failed")
    expect(training.snapshot().error).toBe("no memory left")
    training.reset()
    await trainTo(0)
    expect(training.snapshot()).toMatchObject({ state: "paused", error: null })
  })
})

describe("stopping", () => {
  it("stops every trainer, and a new start trains from the first moment", async () => {
    const { training, stop, stopped, waiting, trainTo } = rehearsal()
    training.play()
    await trainTo(2)
    stop()
    expect(stopped).toEqual(liveNetworks)
    waiting.length = 0
    training.pause()
    training.start()
    await trainTo(0)
    expect(liveNetworks.map((name) => training.snapshot().moments[name][0].epoch)).toEqual([0, 0, 0])
  })
})
