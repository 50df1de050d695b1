import { useEffect, useState } from "react"

export type Loaded<T> = { state: "loading" } | { state: "failed"; error: unknown } | { state: "ready"; value: T }

/** What `load` comes to. It must keep its identity while it means the same; what it means no more is let go. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<{ load: typeof load; outcome: Loaded<T> } | null>(null)
  useEffect(() => {
    const { signal, abort } = abortable()
    const show = (outcome: Loaded<T>) => {
      if (!signal.aborted) setLoaded({ load, outcome })
    }
    load(signal).then(
      (value) => show({ state: "ready", value }),
      (error: unknown) => show({ state: "failed", error }),
    )
    return abort
  }, [load])
  // Of what was asked for before nothing is shown, not even for a moment.
  return loaded?.load === load ? loaded.outcome : { state: "loading" }
}

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
