import { RoteError } from "../../errors.js"
import { isObject, type JsonObject } from "../../readers/text/json-object.js"

const wordPieces = ["BertNormalizer BertPreTokenizer WordPiece", "none BertPreTokenizer WordPiece"]
const bytePairs = "none ByteLevel BPE"

/**
 * Makes sure that a tokenizer.json describes one that never looks beyond white space, so that the tokens of a text are those of
 * its parts: BERT's WordPiece and RoBERTa's byte pairs. None of these holds a regular expression that may take for ever.
 * @throws RoteError `unsupported-format` naming `input`
 */
export function requireWordByWord(json: JsonObject, input: string): void {
  const [normalizer, words, model] = ["normalizer", "pre_tokenizer", "model"].map((name) => asObject(json[name]))
  const kind = [normalizer.type ?? "none", words.type, model.type].join(" ")
  const whole = words.add_prefix_space !== true && words.use_regex !== false
  const known = wordPieces.includes(kind) || (kind === bytePairs && whole)
  if (known && addedTokens(json).every(staysWithinWords)) return
  throw new RoteError("unsupported-format", {
    input,
    expected: "a tokenizer that goes word by word, as those of BERT and RoBERTa",
    found: known ? "an added token that reaches into the next word" : `one of another kind (${kind})`,
    hint: "use the tokenizer of a BERT, DistilBERT or RoBERTa, or train one on the texts",
  })
}

function addedTokens({ added_tokens: added }: JsonObject): JsonObject[] {
  return Array.isArray(added) ? added.map(asObject) : []
}

/** A token with white space in it, or one that takes away the white space behind it, reaches into the next word. */
function staysWithinWords({ content, rstrip }: JsonObject): boolean {
  return typeof content === "string" && !/\s/.test(content) && rstrip !== true
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}
