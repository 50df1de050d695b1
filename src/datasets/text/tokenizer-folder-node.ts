import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { RoteError } from "../../errors.js"
import { isFile } from "../../readers/is-file.js"
import { withFile } from "../../readers/open-file.js"
import { readJsonObject } from "../../readers/text/json-file.js"
import { isObject } from "../../readers/text/json-object.js"
import { textLines } from "../../readers/text/lines.js"
import { makeTokenizer, type Tokenizer, wordPieceTokenizer } from "./tokenizer.js"

/**
 * The tokenizer of a folder in Hugging Face's layout: of its tokenizer.json, or where there is none of BERT's vocab.txt, a piece
 * a line; with the tokenizer_config.json beside it where there is one.
 * @throws RoteError `io` where the folder holds neither, `unsupported-format` for a tokenizer that looks at more than a word,
 * `malformed`, `limit-exceeded`
 */
export async function readTokenizer(folder: string): Promise<Tokenizer> {
  const [whole, vocabulary, beside] = ["tokenizer.json", "vocab.txt", "tokenizer_config.json"].map((name) =>
    join(folder, name),
  )
  const config = (await isFile(beside)) ? await readJsonObject(beside) : {}
  if (await isFile(whole)) return makeTokenizer(await readJsonObject(whole), config, whole)
  if (await isFile(vocabulary)) return wordPieceTokenizer(await readPieces(vocabulary), config, vocabulary)
  throw new RoteError("io", {
    input: folder,
    expected: "a folder with a tokenizer.json or a vocab.txt",
    found: "neither",
    hint: "put the tokenizer's file beside the model",
  })
}

/**
 * Writes tokenizer.json, tokenizer_config.json and, of word pieces, vocab.txt, as transformers reads them.
 * @param most tokens that the model takes, which transformers cuts texts to
 */
export async function writeTokenizer(folder: string, { json, config }: Tokenizer, most: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  const write = (name: string, content: string) => writeFile(join(folder, name), `${content}\n`)
  await write("tokenizer.json", JSON.stringify(json))
  await write("tokenizer_config.json", JSON.stringify({ ...config, model_max_length: most }, null, 2))
  const { model } = json
  if (isObject(model) && model.type === "WordPiece" && isObject(model.vocab)) {
    await write("vocab.txt", byId(model.vocab).join("\n"))
  }
}

function readPieces(path: string): Promise<string[]> {
  return withFile(path, async (source) => {
    const pieces: string[] = []
    for await (const { text } of textLines(source)) pieces.push(text)
    return pieces
  })
}

function byId(vocab: Record<string, unknown>): string[] {
  return Object.keys(vocab).sort((a, b) => Number(vocab[a]) - Number(vocab[b]))
}
