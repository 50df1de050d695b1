import type { ResolvedModel } from "./model-folder.js"

/** `lanczos` is that of three lobes. */
export type ResampleFilter = "bilinear" | "bicubic" | "lanczos"

/**
 * What is done to an image before a model sees it, in this order: resized, cropped about its centre, its pixels (0 to 255)
 * multiplied by `scale`, less `mean`, divided by `std`.
 */
export interface ImagePreprocessing {
  /**
   * `[height, width]`, whatever the proportions; or the length of the shorter side, proportions kept; or images as they are.
   * Default: the height and width of the model's input.
   */
  size?: [height: number, width: number] | { shortestEdge: number } | "as they are"
  /** `[height, width]` of the part kept, about the centre. Default: all of it. */
  crop?: [height: number, width: number]
  /** Default: bilinear. */
  filter?: ResampleFilter
  /** Default: 1 / 255. */
  scale?: number
  /** One number for all channels, or one for each. Default: 0. */
  mean?: number[]
  /** One number for all channels, or one for each. Default: 1. */
  std?: number[]
}

/** How a person asks for a model's inputs. */
export interface InputRequest {
  /** A folder or a list of images, or a file of texts. */
  path: string
  /** What lies beside the model: tokenizer, position limits, preprocessing of images. What is given below goes before it. */
  model?: ResolvedModel
  image?: ImagePreprocessing
  /** Path of a tokenizer.json, or of the folder that holds it. */
  tokenizer?: string
  /** Name of the column or field that holds the text. Default: `text`. */
  column?: string
  /** Texts are cut to this number of tokens, special ones included. */
  maxTokens?: number
  /** Seconds that a tokenizer may take for a text; 10 unless given. */
  timeout?: number
  /** Gets each remark that does not stop the reading, escaped for printing. */
  onWarning?: (message: string) => void
}
