import { stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { RoteError } from "../../errors.js"
import { isFile } from "../../readers/is-file.js"
import {
  type Encoder,
  encoded,
  encodeWithin,
  notTokenizer,
  paddingId,
  type Side,
  type TokenizedText,
} from "../../readers/text/encode-text.js"
import { readJsonObject } from "../../readers/text/json-file.js"
import { isObject } from "../../readers/text/json-object.js"
import { fingerprintFile, type InputFile } from "../../store/index.js"
import { withinSeconds } from "./time-limit.js"

export interface TextTokenizer {
  /**
   * Texts with their special tokens. Where that is more than `most` tokens, the text's own are cut, and the special ones
   * kept.
   * @throws RoteError `malformed` for a token that the vocabulary has no number for, `limit-exceeded` where a text takes
   * longer than it may
   */
  encode(texts: readonly string[], most: number): TokenizedText[]
  /** How many special tokens a text gets. */
  specialTokens: number
  padSide: Side
  /** Where the tokenizer names a padding token. */
  padId?: number
  /** Most tokens of a text, where the tokenizer says so. */
  maxTokens?: number
  /** The files it was made of. */
  files: InputFile[]
}

/** A tokenizer's regular expressions come from its file and may take for ever: those people use end far below this. */
const usualSeconds = 10

/** Characters that are tokenized within one limit, so that its own cost is small beside theirs; or a longer text. */
const charactersAtOnce = 4096

/** Written by Hugging Face where there is no limit: 1e30. */
const unlimited = 2 ** 31

/**
 * Opens a tokenizer.json, with the tokenizer_config.json beside it where there is one.
 * @param path of the file, or of its folder
 * @param seconds that making it may take, and again a text, or several short ones
 * @throws RoteError `io`, `malformed` where it is not a tokenizer that can be read, `limit-exceeded` where making it takes
 * longer than `seconds`
 */
export async function openTokenizer(path: string, seconds = usualSeconds): Promise<TextTokenizer> {
  const file = await tokenizerFile(path)
  const json = await readJsonObject(file)
  const beside = join(dirname(file), "tokenizer_config.json")
  const configFiles = (await isFile(beside)) ? [beside] : []
  const [config = {}] = await Promise.all(configFiles.map(readJsonObject))
  const { Tokenizer } = await import("@huggingface/tokenizers")
  const inTime = <T>(work: () => T) => withinSeconds(seconds, work, () => tooSlow(file, seconds))
  const tokenizer = inTime(() => built(file, () => new Tokenizer(json, config)))
  const [plain, special] = inTime(() => [false, true].map((withSpecial) => encoded(file, tokenizer, "a", withSpecial)))
  const { padding, truncation } = json
  const padId = paddingId(tokenizer, json, config)
  const maxTokens = smallest([config.model_max_length, isObject(truncation) ? truncation.max_length : undefined])
  const cutSide = side(config.truncation_side, truncation)
  return {
    encode: (texts, most) =>
      inGroups(texts).flatMap((group) =>
        inTime(() => group.map((text) => encodeWithin(file, tokenizer, text, most, cutSide))),
      ),
    specialTokens: special.ids.length - plain.ids.length,
    padSide: side(config.padding_side, padding),
    ...(padId === undefined ? {} : { padId }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    files: await Promise.all([file, ...configFiles].map(fingerprintFile)),
  }
}

async function tokenizerFile(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined)
  return status?.isDirectory() ? join(path, "tokenizer.json") : path
}

function built(file: string, build: () => Encoder): Encoder {
  try {
    return build()
  } catch (cause) {
    throw notTokenizer(file, cause)
  }
}

/** The texts in order: many short ones together, a long one alone. */
function inGroups(texts: readonly string[]): string[][] {
  const groups: string[][] = []
  let room = 0
  for (const text of texts) {
    if (groups.length === 0 || text.length > room) {
      groups.push([])
      room = charactersAtOnce
    }
    groups[groups.length - 1].push(text)
    room -= text.length
  }
  return groups
}

function tooSlow(input: string, seconds: number): RoteError {
  return new RoteError("limit-exceeded", {
    input,
    expected: `a tokenizer that takes at most ${seconds} s for a text`,
    found: "one that did not end",
    hint: "shorten the texts; or, if it is to be trusted and slow, give it more with --timeout (timeout)",
  })
}

function side(configured: unknown, saved: unknown): Side {
  if (configured === "left" || configured === "right") return configured
  return isObject(saved) && saved.direction === "Left" ? "left" : "right"
}

function smallest(limits: readonly unknown[]): number | undefined {
  const numbers = limits.filter((limit): limit is number => typeof limit === "number" && limit > 0 && limit < unlimited)
  return numbers.length === 0 ? undefined : Math.min(...numbers)
}
