/**
 * Looks at once, and again a pause after each look has ended, as long as `look` says that more may come. While the tab is out of
 * sight nothing is asked; back in sight it looks at once. Returns how to stop, which aborts the signal of a look on its way.
 */
export function poll(look: (signal: AbortSignal) => Promise<boolean>, pauseMs: number): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking = false

  const turn = async () => {
    clearTimeout(timer)
    if (looking || document.visibilityState !== "visible") return
    looking = true
    const more = await look(signal)
    looking = false
    if (!more) stop.abort()
    if (!signal.aborted) timer = setTimeout(turn, pauseMs)
  }

  document.addEventListener("visibilitychange", turn, { signal })
  void turn()
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}
