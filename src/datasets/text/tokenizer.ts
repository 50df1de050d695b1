import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers"
import { type Encoder, encoded, notTokenizer, paddingId, placeOf } from "../../readers/text/encode-text.js"
import { isObject, type JsonObject } from "../../readers/text/json-object.js"
import { specialPieces, wordPieceJson } from "./tokenizer-json.js"
import { requireWordByWord } from "./word-by-word.js"

/** What makes tokens of texts for a network. */
export interface Tokenizer {
  /** The ids of a part's tokens (see `textParts`). Each part is taken apart once, and then remembered. */
  tokensOf(part: string): readonly number[]
  /** The ids of the special tokens before a text's own. */
  before: readonly number[]
  /** And of those behind them. */
  after: readonly number[]
  /** The id that fills up shorter texts. */
  paddingId: number
  /** One more than the largest id. */
  vocabulary: number
  /** The tokenizer as Hugging Face's tokenizer.json has it. */
  json: JsonObject
  /** What tokenizer_config.json says besides. */
  config: JsonObject
}

/**
 * The tokenizer of a WordPiece vocabulary, as BERT has it.
 * @param pieces numbered by their place, as `trainWordPiece` gives them
 * @param config what a tokenizer_config.json says: with `do_lower_case: false`, capitals and accents are kept
 * @throws RoteError `malformed` naming `input` where [PAD], [UNK], [CLS], [SEP] or [MASK] is missing, or a piece is there twice
 */
export function wordPieceTokenizer(
  pieces: readonly string[],
  config: JsonObject = {},
  input = "the vocabulary",
): Tokenizer {
  const roles = specialPieces.map((piece) => [`${piece.slice(1, -1).toLowerCase()}_token`, piece])
  const whole = { tokenizer_class: "BertTokenizer", do_lower_case: true, ...Object.fromEntries(roles), ...config }
  return makeTokenizer(wordPieceJson(pieces, config, input), whole, input)
}

/**
 * The tokenizer that a tokenizer.json describes: one that goes word by word, as those of BERT and RoBERTa. Of what transformers
 * makes of a text, two rare things differ: uncased, a Σ that ends a word becomes ς and not σ, and Chinese characters beyond
 * U+FFFF do not stand alone.
 * @throws RoteError `malformed` naming `input` where it is no tokenizer, or names no token that fills texts up;
 * `unsupported-format` where it looks at more than a word
 */
export function makeTokenizer(json: JsonObject, config: JsonObject, input: string): Tokenizer {
  requireWordByWord(json, input)
  const encoder = build(json, input)
  const plain = encoded(input, encoder, "a", false).ids
  const special = encoded(input, encoder, "a", true).ids
  const first = placeOf(plain, special)
  const padding = paddingId(encoder, json, config)
  if (first < 0) throw notTokenizer(input, new Error("it takes a text's tokens apart"))
  if (padding === undefined) throw notTokenizer(input, new Error("it names no token that fills texts up"))
  const known = new Map<string, readonly number[]>()
  return {
    tokensOf(part) {
      const remembered = known.get(part)
      if (remembered !== undefined) return remembered
      const { ids } = encoded(input, encoder, part, false)
      known.set(part, ids)
      return ids
    },
    before: special.slice(0, first),
    after: special.slice(first + plain.length),
    paddingId: padding,
    vocabulary: 1 + largestId(json),
    json,
    config,
  }
}

/** The configuration beside it is not given to the library, which reads in it what Hugging Face's own tokenizers do not. */
function build(json: JsonObject, input: string): Encoder {
  try {
    return new HuggingFaceTokenizer(json, {})
  } catch (cause) {
    throw notTokenizer(input, cause)
  }
}

function largestId({ model, added_tokens: added }: JsonObject): number {
  const vocab = isObject(model) && isObject(model.vocab) ? Object.values(model.vocab) : []
  const ids = [...vocab, ...(Array.isArray(added) ? added.map(({ id }) => id) : [])]
  return ids.reduce((largest: number, id) => Math.max(largest, Number(id)), 0)
}
