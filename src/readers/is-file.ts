import { stat } from "node:fs/promises"

/** Whether there is a file by this path, through links. */
export async function isFile(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined)
  return status?.isFile() ?? false
}

export async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined)
  return status?.isDirectory() ?? false
}
