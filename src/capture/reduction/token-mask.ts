import type { InputTensor } from "../inputs/model-inputs.js"

/** The places of an example's real tokens, in order. */
export type TokensOf = (example: number) => readonly number[]

/** As Hugging Face's models call it. */
const maskName = "attention_mask"

/**
 * Which tokens of a batch are real where each example has `tokens` of them with padding: those with 1 in the model's
 * attention mask; all where it has no mask or one of another length, and of an example that is nothing but padding.
 */
export function realTokens(feeds: Record<string, InputTensor>): (tokens: number) => TokensOf {
  const found = new Map<number, TokensOf>()
  return (tokens) => {
    const known = found.get(tokens) ?? ofLength(feeds, tokens)
    found.set(tokens, known)
    return known
  }
}

function ofLength(feeds: Record<string, InputTensor>, tokens: number): TokensOf {
  const all = Array.from({ length: tokens }, (_, token) => token)
  const mask = Object.hasOwn(feeds, maskName) ? feeds[maskName] : undefined
  if (mask === undefined || mask.shape.length !== 2 || mask.shape[1] !== tokens) return () => all
  const { marks, step } = marksOf(mask.data)
  const real = Array.from({ length: mask.shape[0] }, (_, example) => {
    const places = all.filter((token) => marks[(example * tokens + token) * step] !== 0)
    return places.length === 0 ? all : places
  })
  return (example) => real[example]
}

/**
 * Of 64-bit integers the lower halves, every second number, hold all there is of 0 and 1: reading a BigInt takes far
 * longer.
 */
function marksOf(data: InputTensor["data"]): { marks: Exclude<InputTensor["data"], BigInt64Array>; step: number } {
  if (!(data instanceof BigInt64Array)) return { marks: data, step: 1 }
  return { marks: new Int32Array(data.buffer, data.byteOffset, 2 * data.length), step: 2 }
}

/** Tokens of each example of a batch, padding included, where the model has an attention mask. */
export function tokensFed(feeds: Record<string, InputTensor>): number | undefined {
  return Object.hasOwn(feeds, maskName) ? feeds[maskName].shape[1] : undefined
}
