import { rmSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Folders for files on their way to be measured, one each, so that a file keeps its name. */
export interface Uploads {
  make(): Promise<string>
  remove(folder: string): void
  removeAll(): void
}

/** Removing waits for nobody, so that it may be the last thing a process does. */
export function uploadFolders(): Uploads {
  const folders = new Set<string>()
  const remove = (folder: string) => {
    folders.delete(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    async make() {
      const folder = await mkdtemp(join(tmpdir(), "rote-studio-"))
      folders.add(folder)
      return folder
    },
    remove,
    removeAll: () => folders.forEach(remove),
  }
}
