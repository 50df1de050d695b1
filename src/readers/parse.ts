import type { ActivationMatrix } from "../activations.js"
import { RoteError } from "../errors.js"
import { openLayers } from "./format.js"
import { joinLayers } from "./join-layers.js"
import { checkedOptions, type ReadOptions } from "./options.js"
import { memorySource } from "./source.js"

/**
 * Reads activations from the bytes of a file, wherever they come from: no file is opened, so it works in a browser.
 * `fileName` names the single layer of a format without names, and decides the format where the bytes do not.
 * Throws `bad-option` for a string or an ArrayBuffer: wrap it in a Uint8Array. Formats, rules, other errors and cost: see `readActivations`.
 */
export async function parseActivations(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ActivationMatrix> {
  if (!(bytes instanceof Uint8Array) || typeof fileName !== "string") {
    throw new RoteError("bad-option", { expected: "a Uint8Array and a file's name", found: "something else" })
  }
  const checked = checkedOptions(options)
  const source = memorySource(fileName, bytes)
  return joinLayers([{ name: fileName, size: bytes.length, layers: await openLayers(source, checked) }], checked)
}
