import { RoteError } from "../../errors.js"
import type { TensorInfo } from "../runtime/session.js"
import { openImageInputs } from "./image-inputs.js"
import { takesImages } from "./image-layout.js"
import type { ModelInputs } from "./model-inputs.js"
import type { InputRequest } from "./request.js"
import { tensorList } from "./tensor-list.js"
import { openTextInputs } from "./text-inputs.js"
import { takesTokens } from "./token-feeds.js"

export { type ModelConfig, type ResolvedModel, resolveModel } from "./model-folder.js"
export type { ImagePreprocessing, InputRequest, ResampleFilter } from "./request.js"

/**
 * Opens images or texts as inputs of the model whose own inputs are `inputs`: images where it takes one tensor of four axes,
 * texts where it takes tokens. Files of numbers are not read here.
 * @throws RoteError `shape-mismatch` for a model that takes neither, or cannot be fed with a text alone; `bad-option`, `usage`
 * for a choice that is missing or impossible; `io`, `malformed`, `limit-exceeded`, `unsupported-format`, `too-few-examples`
 * for what is wrong with a file, by its name and line
 */
export async function openInputs(request: InputRequest, inputs: readonly TensorInfo[]): Promise<ModelInputs> {
  if (takesImages(inputs)) return openImageInputs(request, inputs)
  if (takesTokens(inputs)) return openTextInputs(request, inputs)
  throw new RoteError("shape-mismatch", {
    input: request.path,
    expected: "a model that takes images (one input of 4 axes) or tokens (input_ids)",
    found: `one that takes ${tensorList(inputs)}`,
    hint: "give its inputs as arrays in a .npy, .npz or .safetensors file",
  })
}
