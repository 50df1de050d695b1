import { RoteError } from "../../errors.js"
import { isObject, type JsonObject } from "./json-object.js"

/** What is used of the library, whose own types are not found under Node's rules of resolution. */
export interface Encoder {
  encode(
    text: string,
    options: { add_special_tokens: boolean; return_token_type_ids: true },
  ): { ids: (number | undefined)[]; tokens: string[]; token_type_ids?: number[] }
  token_to_id(token: string): number | undefined
}

export type Side = "left" | "right"

/** A text as numbers: of its tokens, and of the parts of the text they belong to. */
export interface TokenizedText {
  ids: number[]
  types: number[]
  /** Whether tokens were left out. */
  cut: boolean
}

/** A text's tokens with the special ones; its own are cut where there are more than `most` in all. */
export function encodeWithin(
  file: string,
  tokenizer: Encoder,
  text: string,
  most: number,
  cutSide: Side,
): TokenizedText {
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
export function placeOf(own: readonly number[], whole: readonly number[]): number {
  const places = Array.from({ length: whole.length - own.length + 1 }, (_, place) => place)
  return places.find((place) => own.every((id, i) => whole[place + i] === id)) ?? -1
}

export function encoded(
  file: string,
  tokenizer: Encoder,
  text: string,
  special: boolean,
): { ids: number[]; types: number[] } {
  const options = { add_special_tokens: special, return_token_type_ids: true } as const
  const { ids, token_type_ids: types, tokens } = tokenized(file, () => tokenizer.encode(text, options))
  const numbers = ids.map((id, i) => {
    if (isTokenId(id)) return id
    throw noNumber(file, tokens[i])
  })
  return { ids: numbers, types: types ?? numbers.map(() => 0) }
}

/** The number that fills texts up, if any. The configuration's padding token goes before the one the tokenizer was saved with. */
export function paddingId(tokenizer: Encoder, json: JsonObject, config: JsonObject): number | undefined {
  const token = isObject(config.pad_token) ? config.pad_token.content : config.pad_token
  const named = typeof token === "string" ? tokenizer.token_to_id(token) : undefined
  const saved = isObject(json.padding) ? json.padding.pad_id : undefined
  return named ?? (isTokenId(saved) ? saved : (tokenizer.token_to_id("[PAD]") ?? tokenizer.token_to_id("<pad>")))
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

export function notTokenizer(file: string, cause: unknown): RoteError {
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
