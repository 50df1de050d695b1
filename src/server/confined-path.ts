import { realpath } from "node:fs/promises"
import { join, sep } from "node:path"

/**
 * The file or folder of `root` (itself a real path) that the rest of an address names, or undefined where there is none: names
 * of hidden ones, ways up, absolute ones and links that lead out of the folder are as good as not there.
 */
export async function confinedPath(root: string, address: string): Promise<string | undefined> {
  const names = namesIn(address)
  if (names === undefined) return undefined
  const path = await realpath(join(root, ...names)).catch(() => undefined)
  return path !== undefined && (path === root || path.startsWith(root.endsWith(sep) ? root : root + sep))
    ? path
    : undefined
}

/** The names between the slashes of a percent-encoded path, `undefined` where one is not the plain name of a file. */
export function namesIn(address: string): string[] | undefined {
  if (address === "") return []
  try {
    const names = address.split("/").map(decodeURIComponent)
    return names.every(isPlainName) ? names : undefined
  } catch {
    return undefined
  }
}

/** A name that means a file of its folder on every system: no way up, no separator, drive or stream, no control character, not hidden. */
export function isPlainName(name: string): boolean {
  return name !== "" && name.length <= 255 && !name.startsWith(".") && !/[/\\:\p{Cc}]/u.test(name)
}
