import { useEffect, useState } from "react"
import type { Folder } from "#src/server/api.js"
import { poll } from "./poll.js"
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
let looking: Promise<FolderState> | null = null

/** The server's folder, asked for again and again while the tab is in sight. */
export function useFolder(): FolderState {
  const [state, setState] = useState(latest)
  useEffect(() => watchFolder(setState), [])
  return state
}

/** What the folder holds as far as known; asked for where nothing is. */
export async function knownFolder(): Promise<Folder | null> {
  return latest.folder ?? (await look()).folder
}

function watchFolder(onChange: (state: FolderState) => void): () => void {
  return poll(async (signal) => {
    const state = await look()
    if (!signal.aborted) onChange(state)
    return true
  }, pauseMs)
}

/** Looks asked for at the same time are one: of two, the older answer could come last and stay. */
function look(): Promise<FolderState> {
  looking ??= askFolder(latest).then((state) => {
    latest = state
    looking = null
    return state
  })
  return looking
}

/** The same state where nothing changed, so that nothing is drawn anew. */
async function askFolder(before: FolderState): Promise<FolderState> {
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
