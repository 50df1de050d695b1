import type { Dtype } from "../activations.js"
import { RoteError } from "../errors.js"
import { openLayers } from "./format.js"
import { namedLayers } from "./join-layers.js"
import { blobSource } from "./source.js"

/** A layer that a file offers: what its header says, or why it cannot be read. */
export type ListedLayer =
  | { name: string; shape: readonly number[]; dtype: Dtype; fault: null }
  | { name: string; shape: null; dtype: null; fault: string }

/**
 * The layers of a file in its order, by the names that `layers` of `parseActivations` takes, without reading their values: to
 * choose from. One that cannot be read does not keep the others from it. Cost: the headers (.csv one pass).
 * @throws RoteError for a file of which not even the layers can be told
 */
export async function listLayers(file: Blob, fileName: string): Promise<ListedLayer[]> {
  const layers = namedLayers([
    { name: fileName, size: file.size, layers: await openLayers(blobSource(fileName, file), {}) },
  ])
  const listed: ListedLayer[] = []
  for (const { name, open } of layers) {
    listed.push(
      await open().then(
        ({ shape, dtype }) => ({ name, shape, dtype, fault: null }),
        (error: unknown) => ({ name, shape: null, dtype: null, fault: faultOf(error) }),
      ),
    )
  }
  return listed
}

function faultOf(error: unknown): string {
  if (error instanceof RoteError) return error.message
  throw error
}
