import { stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { Tokenizer } from "@huggingface/tokenizers"
import { RoteError } from "../../errors.js"
import { isFile } from "./is-file.js"
import { isObject, type JsonObject, readJsonObject } from "./json-file.js"

/** What is used of the library, whose own types are not found under Node's rules of resolution. */
interface Encoder {
  encode(
    text: string,
    options: { add_special_tokens: boolean; return_token_type_ids: true },
  ): { ids: (number | undefined)[]; tokens: string[]; token_type_ids?: number[] }
  token_to_id(token: string): number | undefined
}

type Side = "left" | "right"

/** A text as numbers: of its tokens, and of the parts of the text they belong to. */
export interface TokenizedText {
  ids: number[]
  types: number[]
  /** Whether tokens were left out. */
  cut: boolean
}

export interface TextTokenizer {
  /**
   * A text with its special tokens. Where that is more than `most` tokens, the text's own are cut, and the special ones kept.
   * @throws RoteError `malformed` for a token that the vocabulary has no number for
   */
  encode(text: string, most: number): TokenizedText
  /** How many special tokens a text gets. */
  specialTokens: number
  padSide: Side
  /** Where the tokenizer names a padding token. */
  padId?: number
  /** Most tokens of a text, where the tokenizer says so. */
  maxTokens?: number
}

/** Written by Hugging Face where there is no limit: 1e30. */
const unlimited = 2 ** 31

/**
 * Opens a tokenizer.json, with the tokenizer_config.json beside it where there is one.
 * @param path of the file, or of its folder
 * @throws RoteError `io`, `malformed` where it is not a tokenizer that can be read
 */
export async function openTokenizer(path: string): Promise<TextTokenizer> {
  const file = await tokenizerFile(path)
  const json = await readJsonObject(file)
  const configFile = join(dirname(file), "tokenizer_config.json")
  const config = (await isFile(configFile)) ? await readJsonObject(configFile) : {}
  const tokenizer = built(file, json, config)
  const plain = encoded(file, tokenizer, "a", false)
  const { padding, truncation } = json
  const padId = padIdOf(tokenizer, json, config)
  const maxTokens = smallest([config.model_max_length, isObject(truncation) ? truncation.max_length : undefined])
  const cutSide = side(config.truncation_side, truncation)
  return {
    encode: (text, most) => encodeWithin(file, tokenizer, text, most, cutSide),
    specialTokens: encoded(file, tokenizer, "a", true).ids.length - plain.ids.length,
    padSide: side(config.padding_side, padding),
    ...(padId === undefined ? {} : { padId }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
}

async function tokenizerFile(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined)
  return status?.isDirectory() ? join(path, "tokenizer.json") : path
}

function built(file: string, json: JsonObject, config: JsonObject): Encoder {
  try {
    return new Tokenizer(json, config)
  } catch (cause) {
    throw notTokenizer(file, cause)
  }
}

function notTokenizer(file: string, cause: unknown): RoteError {
  return new RoteError(
    "malformed",
    {
      input: file,
      expected: "a tokenizer.json as Hugging Face's fast tokenizers are saved",
      found: `one that cannot be used (${cause instanceof Error ? cause.message : String(cause)})`,
      hint: 'save it in Python with AutoTokenizer.from_pretrained(…).save_pretrained("folder")',
    },
    { cause },
  )
}

function encodeWithin(file: string, tokenizer: Encoder, text: string, most: number, cutSide: Side): TokenizedText {
  const whole = encoded(file, tokenizer, text, true)
  if (whole.ids.length <= most) return { ...whole, cut: false }
  const own = encoded(file, tokenizer, text, false).ids
  const before = placeOf(own, whole.ids)
  if (before < 0) throw notTokenizer(file, new Error("it takes a text's tokens apart"))
  const kept = most - (whole.ids.length - own.length)
  const start = cutSide === "left" ? before + own.length - kept : before
  const within = <T>(all: T[]) => [
    ...all.slice(0, before),
    ...all.slice(start, start + kept),
    ...all.slice(before + own.length),
  ]
  return { ids: within(whole.ids), types: within(whole.types), cut: true }
}

/** How many special tokens stand before a text's own; −1 where these are not together. */
function placeOf(own: readonly number[], whole: readonly number[]): number {
  const places = Array.from({ length: whole.length - own.length + 1 }, (_, place) => place)
  return places.find((place) => own.every((id, i) => whole[place + i] === id)) ?? -1
}

function encoded(file: string, tokenizer: Encoder, text: string, special: boolean): { ids: number[]; types: number[] } {
  const options = { add_special_tokens: special, return_token_type_ids: true } as const
  const { ids, token_type_ids: types, tokens } = tokenized(file, () => tokenizer.encode(text, options))
  const numbers = ids.map((id, i) => {
    if (isTokenId(id)) return id
    throw noNumber(file, tokens[i])
  })
  return { ids: numbers, types: types ?? numbers.map(() => 0) }
}

function isTokenId(id: unknown): id is number {
  return typeof id === "number" && Number.isInteger(id) && id >= 0 && id < 2 ** 31
}

function noNumber(input: string, token: string): RoteError {
  return new RoteError("malformed", {
    input,
    expected: "a number for every token, or one for all that are unknown",
    found: `none for ${JSON.stringify(token)}`,
  })
}

function tokenized<T>(file: string, encode: () => T): T {
  try {
    return encode()
  } catch (cause) {
    throw notTokenizer(file, cause)
  }
}

function side(configured: unknown, saved: unknown): Side {
  if (configured === "left" || configured === "right") return configured
  return isObject(saved) && saved.direction === "Left" ? "left" : "right"
}

/** The configuration's padding token goes before the one the tokenizer was saved with. */
function padIdOf(tokenizer: Encoder, json: JsonObject, config: JsonObject): number | undefined {
  const token = isObject(config.pad_token) ? config.pad_token.content : config.pad_token
  const named = typeof token === "string" ? tokenizer.token_to_id(token) : undefined
  const saved = isObject(json.padding) ? json.padding.pad_id : undefined
  return named ?? (isTokenId(saved) ? saved : (tokenizer.token_to_id("[PAD]") ?? tokenizer.token_to_id("<pad>")))
}

function smallest(limits: readonly unknown[]): number | undefined {
  const numbers = limits.filter((limit): limit is number => typeof limit === "number" && limit > 0 && limit < unlimited)
  return numbers.length === 0 ? undefined : Math.min(...numbers)
}
