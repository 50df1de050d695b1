import { readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { RoteError } from "../errors.js"

/** What a dataset's folder should hold. */
export interface DataFolder {
  path: string
  /** Every file of the dataset, for the message. */
  files: readonly string[]
}

/** What lies where a file is missing often enough to know the way out: its name in the folder, and what to do. */
export type Lookalike = readonly [name: string, hint: string]

/**
 * Reads one file of a dataset.
 * @throws RoteError `io` where it is missing, cannot be read or is no plain file; the message names all files of the dataset
 */
export async function readDataFile(
  { path, files }: DataFolder,
  name: string,
  lookalikes: readonly Lookalike[],
): Promise<Uint8Array> {
  const file = join(path, name)
  const fault = async (found: string, cause?: unknown) => {
    const hint = (await hintFor(path, lookalikes)) ?? "name the folder that holds them"
    return new RoteError("io", { input: path, expected: `a folder with ${files.join(", ")}`, found, hint }, { cause })
  }
  const status = await stat(file).catch(() => undefined)
  if (status === undefined) throw await fault((await exists(path)) ? `no ${name}` : "no such folder")
  // A pipe would keep us until somebody writes to it.
  if (!status.isFile()) throw await fault(`${name}, which is no plain file`)
  return readFile(file).catch(async (error: unknown) => {
    throw await fault(`${name}, which cannot be read`, error)
  })
}

async function hintFor(folder: string, lookalikes: readonly Lookalike[]): Promise<string | undefined> {
  const there = await Promise.all(lookalikes.map(([name]) => exists(join(folder, name))))
  return lookalikes[there.indexOf(true)]?.[1]
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
