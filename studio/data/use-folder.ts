import { useEffect, useState } from "react"
import type { Folder } from "#src/server/api.js"
import { ask } from "./server.js"

export interface FolderState {
  /** What the folder held when the server was last asked; null before its first answer. */
  folder: Folder | null
  /** Why the server could not be asked the last time; null when it could. */
  error: unknown
}

const pauseMs = 1500

/** Kept from page to page, so that none begins empty. */
let latest: FolderState = { folder: null, error: null }
let entityTag: string | null = null

/** The server's folder, asked for again and again while the tab is in sight. */
export function useFolder(): FolderState {
  const [state, setState] = useState(latest)
  useEffect(() => watchFolder(setState), [])
  return state
}

/** What the folder holds as far as known; asked for where nothing is. */
export async function knownFolder(): Promise<Folder | null> {
  if (latest.folder === null) latest = await look(latest)
  return latest.folder
}

function watchFolder(onChange: (state: FolderState) => void): () => void {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const turn = async () => {
    clearTimeout(timer)
    if (document.visibilityState === "visible") {
      latest = await look(latest)
      if (!stopped) onChange(latest)
    }
    if (!stopped) timer = setTimeout(turn, pauseMs)
  }
  document.addEventListener("visibilitychange", turn)
  turn()
  return () => {
    stopped = true
    clearTimeout(timer)
    document.removeEventListener("visibilitychange", turn)
  }
}

/** The same state where nothing changed, so that nothing is drawn anew. */
async function look(before: FolderState): Promise<FolderState> {
  try {
    const headers: Record<string, string> = entityTag === null ? {} : { "If-None-Match": entityTag }
    const response = await ask("folder", { headers, cache: "no-store" })
    if (response.status === 304) return before.error === null ? before : { ...before, error: null }
    const folder: Folder = await response.json()
    entityTag = response.headers.get("ETag")
    return { folder, error: null }
  } catch (error) {
    return { folder: before.folder, error }
  }
}
