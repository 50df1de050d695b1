import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { poll } from "../../studio/data/poll.js"

const pause = 1000
const tab = Object.assign(new EventTarget(), { visibilityState: "visible" })

function turnTab(state: "visible" | "hidden"): void {
  tab.visibilityState = state
  tab.dispatchEvent(new Event("visibilitychange"))
}

/** Looks that end when they are let, the first of them on its way. */
function looking() {
  const looks: { signal: AbortSignal; end: (more: boolean) => void }[] = []
  const stop = poll((signal) => new Promise((end) => looks.push({ signal, end })), pause)
  return { looks, stop }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal("document", tab)
  tab.visibilityState = "visible"
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe("looking again and again", () => {
  it("begins at once, and pauses after each look", async () => {
    const { looks, stop } = looking()
    await vi.advanceTimersByTimeAsync(10 * pause)
    expect(looks).toHaveLength(1)
    looks[0].end(true)
    await vi.advanceTimersByTimeAsync(pause - 1)
    expect(looks).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(looks).toHaveLength(2)
    stop()
  })

  it("is never two looks at a time, however often the tab comes into sight", async () => {
    const { looks, stop } = looking()
    for (let i = 0; i < 3; i++) turnTab("visible")
    expect(looks).toHaveLength(1)
    looks[0].end(true)
    await vi.advanceTimersByTimeAsync(pause)
    expect(looks).toHaveLength(2)
    stop()
  })

  it("rests while the tab is out of sight, and looks as soon as it is back", async () => {
    const { looks, stop } = looking()
    turnTab("hidden")
    looks[0].end(true)
    await vi.advanceTimersByTimeAsync(10 * pause)
    expect(looks).toHaveLength(1)
    turnTab("visible")
    expect(looks).toHaveLength(2)
    stop()
  })

  it("ends when there is no more to come", async () => {
    const { looks } = looking()
    looks[0].end(false)
    await vi.advanceTimersByTimeAsync(10 * pause)
    turnTab("visible")
    expect(looks).toHaveLength(1)
  })

  it("once stopped leaves no timer and aborts the look on its way", async () => {
    const { looks, stop } = looking()
    stop()
    expect(looks[0].signal.aborted).toBe(true)
    looks[0].end(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(vi.getTimerCount()).toBe(0)
    turnTab("visible")
    expect(looks).toHaveLength(1)
  })
})
