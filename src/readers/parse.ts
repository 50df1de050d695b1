import type { ActivationMatrix } from "../activations.js"
import { RoteError } from "../errors.js"
import { openLayers } from "./format.js"
import { joinLayers } from "./join-layers.js"
import { checkedOptions, type ReadOptions } from "./options.js"
import { blobSource, memorySource } from "./source.js"

/**
 * Reads activations from the bytes of a file, wherever they come from: no file is opened, so it works in a browser. Of a
 * `Blob`, such as a `File` dropped on a page, only parts are in memory at a time.
 * `fileName` names the single layer of a format without names, and decides the format where the bytes do not.
 * Throws `bad-option` for a string or an ArrayBuffer: wrap it in a Uint8Array; `io` for a Blob that can no longer be read.
 * Formats, rules, other errors and cost: see `readActivations`.
 */
export async function parseActivations(
  bytes: Uint8Array | Blob,
  fileName: string,
  options: ReadOptions = {},
): Promise<ActivationMatrix> {
  if (!(bytes instanceof Uint8Array || bytes instanceof Blob) || typeof fileName !== "string") {
    throw new RoteError("bad-option", { expected: "a Uint8Array and a file's name", found: "something else" })
  }
  const checked = checkedOptions(options)
  const source = bytes instanceof Blob ? blobSource(fileName, bytes) : memorySource(fileName, bytes)
  return joinLayers([{ name: fileName, size: source.size, layers: await openLayers(source, checked) }], checked)
}
