import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { manifestName } from "../store/manifest.js"

/**
 * Folders of runs as they were meant: a folder that is no run itself stands for the runs right in it, in natural order
 * (checkpoint-2 before checkpoint-10). One without any is left as it is, for the reader of runs to complain of.
 */
export async function runFolders(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      if (await holdsManifest(path)) return [path]
      const inner = (await namesIn(path)).sort(natural.compare).map((name) => join(path, name))
      const isRun = await Promise.all(inner.map(holdsManifest))
      const runs = inner.filter((_, i) => isRun[i])
      return runs.length === 0 ? [path] : runs
    }),
  )
  return found.flat()
}

const natural = new Intl.Collator("en", { numeric: true })

async function holdsManifest(path: string): Promise<boolean> {
  return (await namesIn(path)).includes(manifestName)
}

/** Nothing where it cannot be read: whoever reads the run says why. */
function namesIn(path: string): Promise<string[]> {
  return readdir(path).catch(() => [])
}
