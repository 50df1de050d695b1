import { useEffect, useState } from "react"
import { parseSweepFile, type SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { poll } from "../data/poll.js"
import { ask, encodePath } from "../data/server.js"
import { folderItself } from "../data/server-runs.js"

export interface SweepState {
  /** As it was when it was last read; null before. */
  file: SweepFile | null
  /** Why it could not be read the last time; null when it could. */
  error: unknown
}

const pauseMs = 2000

/** The sweep.json of a folder, read again and again until the sweep is complete. */
export function useSweep(path: string): SweepState {
  const [state, setState] = useState<SweepState>({ file: null, error: null })
  useEffect(() => watchSweep(path, setState), [path])
  return state
}

/** The address of a file or run of the sweep, from the server's folder. */
export function within(path: string, name: string): string {
  return path === folderItself ? name : `${path}/${name}`
}

function watchSweep(path: string, onChange: (state: SweepState) => void): () => void {
  const name = within(path, "sweep.json")
  let state: SweepState = { file: null, error: null }
  let before = ""
  onChange(state)
  return poll(async (signal) => {
    try {
      const text = await (await ask(`files/${encodePath(name)}`, { cache: "no-cache", signal })).text()
      if (text === before && state.error === null) return true
      before = text
      state = { file: parseSweepFile(text, name), error: null }
    } catch (error) {
      state = { ...state, error }
    }
    if (!signal.aborted) onChange(state)
    return state.file?.complete !== true
  }, pauseMs)
}
