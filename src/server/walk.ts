import { readdir } from "node:fs/promises"
import { join } from "node:path"

/** A folder below the one served, and what is right in it. */
export interface WalkedFolder {
  /** From the folder served, with slashes; "" is that folder itself. */
  path: string
  files: Set<string>
  folders: string[]
}

const deepest = 8
const most = 50_000

/**
 * The folder and those in it, level by level, as many of them at once as the system reads at once. Hidden ones, node_modules
 * and the chunks of matrices are passed by, links not followed, and what is deeper than 8 levels or beyond 50,000 folders not
 * seen.
 */
export async function walk(root: string): Promise<WalkedFolder[]> {
  const walked: WalkedFolder[] = []
  let level = [""]
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const found = await Promise.all(level.slice(0, most - walked.length).map((path) => lookInto(root, path)))
    walked.push(...found)
    level = found.flatMap(({ path, folders }) => folders.map((name) => (path === "" ? name : `${path}/${name}`)))
  }
  return walked
}

/** Empty where it cannot be read, or is gone by now. */
async function lookInto(root: string, path: string): Promise<WalkedFolder> {
  const inside = await readdir(join(root, path), { withFileTypes: true }).catch(() => [])
  const files = inside.filter((entry) => entry.isFile()).map(({ name }) => name)
  const folders = inside.filter((entry) => entry.isDirectory() && !isPassedBy(entry.name)).map(({ name }) => name)
  return { path, files: new Set(files), folders }
}

function isPassedBy(name: string): boolean {
  return name.startsWith(".") || name === "node_modules" || name.endsWith(".zarr")
}
