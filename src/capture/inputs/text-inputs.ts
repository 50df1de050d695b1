import { printable, RoteError } from "../../errors.js"
import type { TokenizedText } from "../../readers/text/encode-text.js"
import { fingerprintFile } from "../../store/index.js"
import type { TensorInfo } from "../runtime/session.js"
import type { InputTensor, ModelInputs } from "./model-inputs.js"
import type { InputRequest } from "./request.js"
import { readTexts } from "./texts.js"
import { type TokenRole, tokenFeeds } from "./token-feeds.js"
import { openTokenizer, type TextTokenizer } from "./tokenizer.js"

/** What BERT and its kin take: for models and tokenizers that give no limit. */
const usualTokens = 512

/**
 * Texts as a model's tokens: special tokens added, cut to the most that model and tokenizer take, each batch padded to its
 * longest text. A model without an attention mask sees the padding, so its texts are all padded to one length.
 * @throws RoteError of the file of texts (`readTexts`) and of the tokenizer (`openTokenizer`); `bad-option` for a number of
 * tokens that the model cannot take; `shape-mismatch` for inputs that a text has nothing for; `usage` without a tokenizer
 */
export async function openTextInputs(request: InputRequest, inputs: readonly TensorInfo[]): Promise<ModelInputs> {
  const { feeds, tokens } = tokenFeeds(inputs)
  const tokenizer = await openTokenizer(tokenizerPath(request), request.timeout)
  const texts = await readTexts(request.path, request.column)
  const most = mostTokens(request, tokenizer, tokens)
  const warnOfCut = onceWarned(request, most)
  const tokenize = (start: number, end: number) => {
    const tokenized = tokenizer.encode(texts.slice(start, end), most)
    const cut = tokenized.findIndex((text) => text.cut)
    if (cut >= 0) warnOfCut(start + cut)
    return tokenized
  }
  const masked = feeds.some(({ role }) => role === "mask")
  const length = tokens ?? (masked ? undefined : longest(tokenize(0, texts.length)))
  const padId = tokenizer.padId ?? request.model?.config?.padTokenId ?? 0
  return {
    examples: texts.length,
    batch: async (start, end) => {
      const batch = tokenize(start, end)
      const table = { batch, length: length ?? longest(batch), padId, padSide: tokenizer.padSide }
      return Object.fromEntries(feeds.map(({ name, role }) => [name, padded(table, role)]))
    },
    describe: (example) => ({ kind: "text", text: texts[example] }),
    files: [await fingerprintFile(request.path)],
    preparation: tokenizer.files,
  }
}

function tokenizerPath({ path, tokenizer, model }: InputRequest): string {
  const found = tokenizer ?? model?.tokenizer
  if (found !== undefined) return found
  throw new RoteError("usage", {
    input: path,
    expected: "a tokenizer.json for the model, to make numbers of texts",
    found: "none beside the model",
    hint: "name it with --tokenizer",
  })
}

/** @throws RoteError `bad-option` for more than the model has room for, or too few for any text */
function mostTokens(request: InputRequest, tokenizer: TextTokenizer, fixed: number | undefined): number {
  const { maxTokens: asked, model } = request
  const room = Math.min(fixed ?? Infinity, model?.config?.maxTokens ?? Infinity)
  const usual = Math.min(room, tokenizer.maxTokens ?? Infinity)
  const most = asked ?? (usual === Infinity ? usualTokens : usual)
  const least = tokenizer.specialTokens + 1
  if (Number.isInteger(most) && most >= least && most <= room) return most
  throw new RoteError("bad-option", {
    input: request.path,
    expected: `tokens of a text as a whole number from ${least}${room === Infinity ? "" : ` to ${room}`}`,
    found: `${most}`,
  })
}

function onceWarned({ path, onWarning }: InputRequest, most: number): (index: number) => void {
  let warned = false
  return (index) => {
    if (warned) return
    warned = true
    onWarning?.(printable(`${path}: text ${index + 1} is cut to ${most} tokens, and so are others as long`))
  }
}

function longest(texts: readonly TokenizedText[]): number {
  return texts.reduce((most, { ids }) => Math.max(most, ids.length), 0)
}

interface PaddedTable {
  batch: readonly TokenizedText[]
  length: number
  padId: number
  padSide: "left" | "right"
}

/** A row for each text. Padding has mask 0, type 0, and position 1 as Hugging Face's decoders give it. */
function padded({ batch, length, padId, padSide }: PaddedTable, role: TokenRole): InputTensor {
  const padding = { ids: padId, mask: 0, types: 0, positions: 1 }[role]
  const data = new Int32Array(batch.length * length).fill(padding)
  batch.forEach((text, row) => {
    const start = row * length + (padSide === "left" ? length - text.ids.length : 0)
    data.set(valuesOf(text, role), start)
  })
  return { shape: [batch.length, length], data }
}

function valuesOf({ ids, types }: TokenizedText, role: TokenRole): number[] {
  if (role === "ids") return ids
  if (role === "types") return types
  return ids.map((_, position) => (role === "mask" ? 1 : position))
}
