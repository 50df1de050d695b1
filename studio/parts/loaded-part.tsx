import { type ComponentType, useCallback, useState } from "react"
import { notReached } from "../data/reach.js"
import { useLoaded } from "../data/use-loaded.js"
import { Failure, Loading } from "./states.js"

/** A part of the page whose code is fetched when it is first shown. */
export interface Part<Props> {
  /** For the words while it comes: `the page`. */
  what: string
  load: () => Promise<void>
  /** Null until it has been loaded. */
  Component: ComponentType<Props> | null
}

export function loadedPart<Props>(what: string, fetchIt: () => Promise<ComponentType<Props>>): Part<Props> {
  const part: Part<Props> = {
    what,
    load: async () => {
      part.Component ??= await fetchIt().catch(() => {
        throw notReached()
      })
    },
    Component: null,
  }
  return part
}

export function alreadyHere<Props>(Component: ComponentType<Props>): Part<Props> {
  return { what: "", load: async () => {}, Component }
}

/** React's own `lazy` shows what stands in for a part for 300 ms at least, and remembers a failure for good. */
export function LoadedPart<Props extends object>({ part, props }: { part: Part<Props>; props: Props }) {
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is one more reason
  const loaded = useLoaded(useCallback(() => part.load(), [part, attempt]))
  if (part.Component !== null) return <part.Component {...props} />
  if (loaded.state === "failed") return <Failure error={loaded.error} onRetry={() => setAttempt(attempt + 1)} />
  return <Loading what={part.what} />
}
