import type { ActivationMatrix } from "../activations.js"
import { openLayers } from "./format.js"
import { joinLayers } from "./join-layers.js"
import { checkedOptions, type ReadOptions } from "./options.js"
import { memorySource } from "./source.js"

/**
 * Reads activations from the bytes of a file, wherever they come from: no file is opened, so it works in a browser.
 * `fileName` names the single layer of a format without names, and decides the format where the bytes do not.
 * Formats, rules, errors and cost: see `readActivations`.
 */
export async function parseActivations(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ActivationMatrix> {
  const checked = checkedOptions(options)
  const source = memorySource(fileName, bytes)
  return joinLayers([{ name: fileName, size: bytes.length, layers: await openLayers(source, checked) }], checked)
}
