import { RoteError } from "../../errors.js"
import type { JsonObject } from "../../readers/text/json-object.js"

/** The pieces with a meaning of their own, in the order in which they begin a vocabulary. */
export const specialPieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] as const

/** Begins the pieces that continue a word. */
export const continues = "##"

/**
 * A BERT tokenizer as Hugging Face's tokenizer.json holds it: words taken apart into the longest pieces of the vocabulary,
 * [CLS] before and [SEP] after the text.
 * @param pieces numbered by their place
 * @param config what tokenizer_config.json says, of which do_lower_case, strip_accents and tokenize_chinese_chars count; without
 * them, capitals and accents are taken away, and Chinese characters stand alone, as of the uncased models
 * @throws RoteError `malformed` naming `input` where a special piece is missing or a piece is there twice
 */
export function wordPieceJson(pieces: readonly string[], config: JsonObject, input: string): JsonObject {
  const vocab = Object.fromEntries(pieces.map((piece, id) => [piece, id]))
  requireSpecialPieces(pieces, input)
  requireDistinct(pieces, vocab, input)
  const special = (content: string) => ({ SpecialToken: { id: content, type_id: 0 } })
  const marker = (content: string) => [content, { id: content, ids: [vocab[content]], tokens: [content] }]
  const text = { Sequence: { id: "A", type_id: 0 } }
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: specialPieces.map((content) => addedToken(content, vocab[content])),
    normalizer: bertNormalizer(config),
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [special("[CLS]"), text, special("[SEP]")],
      pair: [
        ...[special("[CLS]"), text, special("[SEP]")],
        { Sequence: { id: "B", type_id: 1 } },
        { SpecialToken: { id: "[SEP]", type_id: 1 } },
      ],
      special_tokens: Object.fromEntries(["[CLS]", "[SEP]"].map(marker)),
    },
    decoder: { type: "WordPiece", prefix: continues, cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: continues,
      max_input_chars_per_word: 100,
      vocab,
    },
  }
}

/** BERT's treatment of a text before it is taken apart. */
function bertNormalizer(config: JsonObject): JsonObject {
  return {
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: config.tokenize_chinese_chars ?? true,
    strip_accents: config.strip_accents ?? null,
    lowercase: config.do_lower_case ?? true,
  }
}

function addedToken(content: string, id: number): JsonObject {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }
}

function requireSpecialPieces(pieces: readonly string[], input: string): void {
  const missing = specialPieces.filter((piece) => !pieces.includes(piece))
  if (missing.length === 0) return
  throw new RoteError("malformed", {
    input,
    expected: `a BERT vocabulary, with ${specialPieces.join(" ")}`,
    found: `none of ${missing.join(" ")}`,
  })
}

function requireDistinct(pieces: readonly string[], vocab: Record<string, number>, input: string): void {
  const twice = pieces.find((piece, id) => vocab[piece] !== id)
  if (twice === undefined) return
  throw new RoteError("malformed", { input, expected: "each piece once", found: `${JSON.stringify(twice)} twice` })
}
