import { constants, link, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises"
import { hostname } from "node:os"
import { basename, dirname, join } from "node:path"
import { RoteError } from "../errors.js"

/** Ends the name of a file that is still being written, after the machine and the process that write it. */
const unfinished = /\.writing@(.+)@(\d+)-\d+$/

let written = 0

/**
 * Writes the whole file or nothing: under a temporary name beside it, flushed to the disk, then renamed over the old one.
 * Two processes that write the same file at once leave the bytes of one of them. The folder itself is not flushed: after a
 * power cut a new name may be missing, which every reader here takes for "not written".
 * @throws RoteError `io` when the disk is full or the folder cannot be written to; nothing of the new file is left then
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await write(path, bytes, (temporary) => rename(temporary, path))
}

/** Like `writeWhole`, but an existing file stays as it is: of several processes one creates the file. Says whether this one did. */
export async function createWhole(path: string, bytes: Uint8Array): Promise<boolean> {
  let created = true
  await write(path, bytes, async (temporary) => {
    try {
      await link(temporary, path)
    } catch (error) {
      if (systemCode(error) === "EEXIST") created = false
      else if (withoutLinks.has(systemCode(error))) return rename(temporary, path)
      else throw error
    }
    await rm(temporary)
  })
  return created
}

/** What file systems without hard links answer. */
const withoutLinks = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"])

async function write(path: string, bytes: Uint8Array, publish: (temporary: string) => Promise<void>): Promise<void> {
  written += 1
  const temporary = join(
    dirname(path),
    `.${basename(path)}.writing@${encodeURIComponent(hostname())}@${process.pid}-${written}`,
  )
  try {
    await requireReplaceable(path)
    await makeFolder(dirname(path))
    const file = await open(temporary, "wx")
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await publish(temporary)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw writeError(path, cause)
  }
}

/** A device or a pipe would not be written to but replaced, and so broken for everybody. */
async function requireReplaceable(path: string): Promise<void> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined || status.isFile()) return
  throw Object.assign(new Error(path), { code: status.isDirectory() ? "EISDIR" : "ESPIPE" })
}

/** Not by Node's recursive mkdir: it never ends where a file system refuses new folders as "not found", as /proc does. */
async function makeFolder(path: string, parentIsThere = false): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (systemCode(error) === "EEXIST") return
    if (systemCode(error) !== "ENOENT" || parentIsThere) throw error
    await makeFolder(dirname(path))
    await makeFolder(path, true)
  }
}

/** The file's bytes, or undefined where there is no such file. */
export async function readWhole(path: string): Promise<Uint8Array | undefined> {
  try {
    // Without waiting for somebody to write to a named pipe.
    return new Uint8Array(await readFile(path, { flag: constants.O_RDONLY | constants.O_NONBLOCK }))
  } catch (cause) {
    const code = systemCode(cause)
    if (code === "ENOENT" || code === "ENOTDIR") return undefined
    throw new RoteError(
      "io",
      { input: path, expected: "a readable file", found: code === "EISDIR" ? "a folder" : code },
      { cause },
    )
  }
}

/** Removes what processes of this machine that are gone left half-written under `directory`, where there is such a folder. */
export async function removeAbandoned(directory: string): Promise<void> {
  const names = await readdir(directory, { recursive: true }).catch((error) => {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error))) return []
    throw error
  })
  for (const name of names) {
    const [, machine, processId] = unfinished.exec(name) ?? []
    if (machine === encodeURIComponent(hostname()) && !(await isRunning(Number(processId)))) {
      await rm(join(directory, name), { force: true })
    }
  }
}

export function isUnfinished(name: string): boolean {
  return unfinished.test(name)
}

async function isRunning(processId: number): Promise<boolean> {
  try {
    process.kill(processId, 0)
  } catch (error) {
    return systemCode(error) !== "ESRCH"
  }
  return !(await isZombie(processId))
}

/** A process that ended answers signals until its parent asks how; where nobody does, as in many containers, for good. Linux alone tells. */
async function isZombie(processId: number): Promise<boolean> {
  const status = await readFile(`/proc/${processId}/stat`, "latin1").catch(() => "")
  return status.slice(status.lastIndexOf(")")).startsWith(") Z")
}

const writeFaults: Record<string, { found: string; hint: string }> = {
  ENOSPC: { found: "no space left on the disk", hint: "free some space, then run the same command again" },
  EDQUOT: { found: "the disk quota used up", hint: "free some space, then run the same command again" },
  EACCES: { found: "no permission to write there", hint: "choose a folder you may write to" },
  EPERM: { found: "no permission to write there", hint: "choose a folder you may write to" },
  EROFS: { found: "a read-only file system", hint: "choose a folder you may write to" },
  ENOTDIR: { found: "a file where a folder should be", hint: "choose another folder" },
  EISDIR: { found: "a folder of that name", hint: "name a file" },
  ESPIPE: { found: "a pipe or a device", hint: "name a file" },
  ENOENT: { found: "a place where no folder can be made", hint: "choose another folder" },
  EEXIST: { found: "a file where a folder should be", hint: "choose another folder" },
}

function writeError(path: string, cause: unknown): RoteError {
  const code = systemCode(cause)
  const fault = writeFaults[code] ?? { found: code }
  return new RoteError("io", { input: path, expected: "to write this file", ...fault }, { cause })
}

/** `ENOENT`, `ENOSPC` … of an error from Node, or its text.*/
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error)
}
