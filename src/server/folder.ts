import { stat } from "node:fs/promises"
import { basename, join } from "node:path"
import { sweepName } from "../experiments/sweep/sweep-file-node.js"
import { manifestName } from "../store/manifest.js"
import type { Entry } from "./api.js"
import { runFacts, withProgress } from "./run-entry.js"
import { sweepFacts } from "./sweep-entry.js"
import { type WalkedFolder, walk } from "./walk.js"

export interface FolderReader {
  name: string
  /** Runs and sweeps, newest first. */
  entries(): Promise<Entry[]>
}

/**
 * Finds runs and sweeps in a folder. Each look walks the folder anew, but reads again only the manifests whose time or size
 * changed. Looks asked for at the same time are one.
 */
export function folderReader(root: string): FolderReader {
  const runs = rememberedBySize(runFacts)
  const sweeps = rememberedBySize(sweepFacts)
  let looking: Promise<Entry[]> | undefined

  async function look(): Promise<Entry[]> {
    const folders = await walk(root)
    const holders = new Set(folders.filter(({ files }) => files.has(sweepName)).map(({ path }) => path))
    const found = await inLanes(folders, async (folder) => [
      await sweepIn(folder),
      await runIn(folder, sweepAbove(folder.path, holders)),
    ])
    const dated = found.flat().filter((each) => each !== undefined)
    return dated.sort((a, b) => b.when - a.when || (a.entry.path < b.entry.path ? -1 : 1)).map(({ entry }) => entry)
  }

  async function sweepIn({ path, files }: WalkedFolder) {
    if (!files.has(sweepName)) return undefined
    const directory = join(root, path)
    const known = await sweeps(directory, sweepName)
    return known && { when: known.changed, entry: { ...known.facts, path } }
  }

  async function runIn({ path, files }: WalkedFolder, sweep: string | null) {
    if (!files.has(manifestName)) return undefined
    const directory = join(root, path)
    const known = await runs(directory, manifestName)
    if (known === undefined) return undefined
    const facts = await withProgress(directory, known.facts)
    const when = facts.started === null ? known.changed : Date.parse(facts.started)
    return { when, entry: { ...facts, path, sweep } }
  }

  return {
    name: basename(root),
    async entries() {
      looking ??= look().finally(() => {
        looking = undefined
      })
      return looking
    },
  }
}

/** The nearest sweep that a folder is in. */
function sweepAbove(path: string, sweeps: Set<string>): string | null {
  for (let above = path; above !== ""; ) {
    above = above.slice(0, Math.max(0, above.lastIndexOf("/")))
    if (sweeps.has(above)) return above
  }
  return null
}

/** So many files are open at once at most: systems allow some hundreds. */
const lanes = 32

async function inLanes<Item, Result>(items: Item[], act: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = new Array(items.length)
  let next = 0
  const lane = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await act(items[i])
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

/** Reads a folder's file with `read` once for each of its times and sizes. */
function rememberedBySize<Facts>(read: (directory: string) => Promise<Facts | undefined>) {
  const kept = new Map<string, { changed: number; size: number; facts: Facts }>()
  return async (directory: string, name: string): Promise<{ changed: number; facts: Facts } | undefined> => {
    const status = await stat(join(directory, name)).catch(() => undefined)
    if (status === undefined) return undefined
    const { mtimeMs: changed, size } = status
    let known = kept.get(directory)
    if (known?.changed !== changed || known.size !== size) {
      const facts = await read(directory)
      if (facts === undefined) return undefined
      known = { changed, size, facts }
      kept.set(directory, known)
    }
    return known
  }
}
