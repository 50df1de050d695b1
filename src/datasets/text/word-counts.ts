import { Tokenizer } from "@huggingface/tokenizers"
import { textParts } from "./text-parts.js"
import { specialPieces, wordPieceJson } from "./tokenizer-json.js"

/** What is used of the library, whose own types are not found under Node's rules of resolution. */
interface WordSplitter {
  normalizer: (text: string) => string
  pre_tokenizer: (text: string) => string[]
}

/**
 * How often each word of the texts occurs, words as BERT's tokenizer takes them: lower-cased, without accents, each
 * punctuation mark and each Chinese character by itself.
 */
export function countWords(texts: Iterable<string>): Map<string, number> {
  const bert = wordPieceJson(specialPieces, {}, "the special pieces")
  const { normalizer: normalize, pre_tokenizer: split }: WordSplitter = new Tokenizer(bert, {})
  const words = new Map<string, number>()
  for (const [part, count] of countParts(texts)) {
    for (const word of split(normalize(part))) words.set(word, (words.get(word) ?? 0) + count)
  }
  return words
}

/** Most parts occur many times, and taking one apart costs more than finding it again. */
function countParts(texts: Iterable<string>): Map<string, number> {
  const parts = new Map<string, number>()
  for (const text of texts) {
    for (const part of textParts(text)) parts.set(part, (parts.get(part) ?? 0) + 1)
  }
  return parts
}
