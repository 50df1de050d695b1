import type { ActivationMatrix } from "../activations.js"
import { RoteError } from "../errors.js"
import { openLayers } from "./format.js"
import { joinLayers, type LayerFile } from "./join-layers.js"
import { withFile } from "./open-file.js"
import { checkedOptions, type ReadOptions } from "./options.js"

export type { ReadOptions, ReduceRule } from "./options.js"
export { parseActivations } from "./parse.js"

/**
 * Reads activations, examples × neurons, from one file or from several that hold layers of the same examples:
 * .npy, .npz, .safetensors, .csv, .tsv or .parquet, told apart by their content and then by their extension.
 *
 * Every array of a file becomes a layer, in the file's order. An array of one axis is one neuron; one of more than
 * two needs `reduce`. float16, bfloat16 and float32 become float32, everything else float64, and float64 for all
 * where both occur. A layer has its array's name, or its file's where the format has no names.
 *
 * Cost: each value is read once and put in its place, so that memory is the matrix and some 32 MB besides
 * (for .csv two passes, for .parquet the largest column chunk).
 *
 * @throws RoteError whose `code` is
 * `io` for a file that cannot be opened or read;
 * `unsupported-format`, `pickle-refused`, `unsupported-dtype` for what is not read, with the way to convert it;
 * `truncated`, `trailing-bytes`, `malformed`, `checksum`, `bad-shape`, `duplicate-name` for a damaged file;
 * `limit-exceeded` for a file that would unfold beyond `maxBytes`;
 * `needs-reduce`, `shape-mismatch`, `too-few-examples`, `no-neurons` for shapes that are no matrix;
 * `not-finite` for NaN and infinity, naming the neurons;
 * `bad-option` for a layer that is not there, or another wrong option
 */
export async function readActivations(
  files: string | readonly string[],
  options: ReadOptions = {},
): Promise<ActivationMatrix> {
  const checked = checkedOptions(options)
  const paths = typeof files === "string" ? [files] : files
  if (!Array.isArray(paths) || paths.length === 0 || paths.some((path) => typeof path !== "string")) {
    const found = Array.isArray(paths) && paths.length === 0 ? "none" : "something else"
    throw new RoteError("bad-option", { expected: "the path of at least one file of activations", found })
  }
  return withFiles(paths, [], checked)
}

/** Opens the files one within the other, so that each is closed whatever happens to the next. */
async function withFiles(
  paths: readonly string[],
  opened: LayerFile[],
  options: ReadOptions,
): Promise<ActivationMatrix> {
  if (paths.length === 0) return joinLayers(opened, options)
  const [path, ...rest] = paths
  return withFile(path, async (source) => {
    const file = { name: path, size: source.size, layers: await openLayers(source, options) }
    return withFiles(rest, [...opened, file], options)
  })
}
