import { useCallback, useMemo, useRef } from "react"
import { setQuery, useRoute } from "../shell/route.js"

export interface Picking {
  /** Ids of the runs picked, in the order of picking. */
  picked: readonly string[]
  /** Picks a run or lets it go; with `through`, all of `shown` from the one last touched to it as well. */
  pick: (id: string, picked: boolean, through: boolean, shown: readonly string[]) => void
  clear: () => void
}

/** The runs picked, which the address keeps. */
export function usePicking(): Picking {
  const { query } = useRoute()
  const key = JSON.stringify(query.getAll("run"))
  const picked: readonly string[] = useMemo(() => JSON.parse(key), [key])
  const touched = useRef<string | null>(null)
  const pick = useCallback<Picking["pick"]>(
    (id, wanted, through, shown) => {
      const ids = through ? between(shown, touched.current, id) : [id]
      touched.current = id
      const others = picked.filter((each) => !ids.includes(each))
      setQuery({ run: wanted ? [...picked, ...ids.filter((each) => !picked.includes(each))] : others })
    },
    [picked],
  )
  return { picked, pick, clear: clearPicked }
}

function clearPicked(): void {
  setQuery({ run: null })
}

function between(shown: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [shown.indexOf(from ?? to), shown.indexOf(to)]
  return a === -1 || b === -1 ? [to] : shown.slice(Math.min(a, b), Math.max(a, b) + 1)
}
