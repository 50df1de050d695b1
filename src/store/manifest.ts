import { createHash } from "node:crypto"
import { join } from "node:path"
import { createWhole, readWhole, writeWhole } from "./files.js"
import { damagedManifest, type Manifest, manifestName, nonFiniteAsText, parseSealed } from "./manifest-json.js"

export { formatName, formatVersion, type Manifest, manifestName, type RunResult } from "./manifest-json.js"

export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(directory, manifestName), encode(manifest))
}

/** Writes the manifest where there is none yet, and says whether it did. */
export async function createManifest(directory: string, manifest: Manifest): Promise<boolean> {
  return createWhole(join(directory, manifestName), encode(manifest))
}

/** The manifest with the SHA-256 of all that follows from input and settings, so that no number of it changes unnoticed. */
export function sealed(manifest: Manifest): Manifest & { sha256: string } {
  return { ...manifest, sha256: digest(manifest) }
}

function digest({ tool: _, timings: __, ...lasting }: Manifest): string {
  return createHash("sha256").update(JSON.stringify(lasting, nonFiniteAsText)).digest("hex")
}

function encode(manifest: Manifest): Uint8Array {
  const text = JSON.stringify(sealed(manifest), nonFiniteAsText, 2)
  return new TextEncoder().encode(`${text.replace(brokenNumberList, onOneLine)}\n`)
}

/** A list of numbers with one on each line. Not found within a JSON string, which has no line breaks. */
const brokenNumberList = /\[\n[-+.,\s\deE]+\]/g

function onOneLine(list: string): string {
  return list.replace(/\n\s*/g, " ").replace("[ ", "[").replace(" ]", "]")
}

/**
 * The manifest of a run directory, complete or not; undefined where there is none.
 * @throws RoteError `damaged-run` when it is no manifest or was changed, `unsupported-format` when a newer version wrote it
 */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const path = join(directory, manifestName)
  const bytes = await readWhole(path)
  if (bytes === undefined) return undefined
  const { manifest, sha256 } = parseSealed(new TextDecoder().decode(bytes), path)
  if (sha256 !== digest(manifest)) throw damagedManifest(path, "one that was changed after it was written")
  return manifest
}
