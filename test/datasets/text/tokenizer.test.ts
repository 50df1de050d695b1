import { copyFileSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { tokenizeTexts } from "#src/datasets/text/tokenized.js"
import { makeTokenizer, wordPieceTokenizer } from "#src/datasets/text/tokenizer.js"
import { readTokenizer, writeTokenizer } from "#src/datasets/text/tokenizer-folder-node.js"
import { trainWordPiece } from "#src/datasets/text/word-piece.js"
import { temporaryFolder } from "../../capture/inputs/temporary-folder.js"
import { read, root } from "../../project/repository.js"

const texts = read("fixtures/text/texts.txt").split("\n").slice(0, -1)
const folderOf = (kind: string) => join(root, "fixtures/text", kind)
const jsonOf = (kind: string) => JSON.parse(read(`fixtures/text/${kind}/tokenizer.json`))
const idsOf = (kind: string, which: "whole" | "cut"): number[][] =>
  JSON.parse(read(`fixtures/text/${kind}/expected.json`))[which].input_ids
const written = temporaryFolder()

describe("a folder's tokenizer", () => {
  test.each(["whole", "cut"] as const)("gives BERT's ids as transformers does, texts %s", async (which) => {
    const expected = idsOf("word-pieces", which)
    const tokenizer = await readTokenizer(folderOf("word-pieces"))
    const rows = tokenizeTexts(texts, tokenizer, expected[0].length)
    expect([...rows.inputs]).toEqual(expected.flat())
    expect(rows.padding).toBe(0)
  })

  test("gives the ids of byte pairs as transformers does, but fills up behind", async () => {
    const tokenizer = await readTokenizer(folderOf("byte-pairs"))
    const expected = idsOf("byte-pairs", "whole")
    const rows = tokenizeTexts(texts, tokenizer, expected[0].length)
    const behind = expected.map((ids) => {
      const own = ids.findIndex((id) => id !== rows.padding)
      return [...ids.slice(own), ...ids.slice(0, own)]
    })
    expect([...rows.inputs]).toEqual(behind.flat())
  })

  test("tells how many ids there are", async () => {
    const { vocabulary, paddingId } = await readTokenizer(folderOf("word-pieces"))
    expect([vocabulary, paddingId]).toEqual([Object.keys(jsonOf("word-pieces").model.vocab).length, 0])
  })

  test("is made of vocab.txt where there is no tokenizer.json", async () => {
    const path = join(written.path, "pieces")
    await writeTokenizer(path, await readTokenizer(folderOf("word-pieces")), 64)
    const alone = written.write("alone/vocab.txt", readFileSync(join(path, "vocab.txt")))
    const expected = idsOf("word-pieces", "whole")
    const rows = tokenizeTexts(texts, await readTokenizer(join(alone, "..")), expected[0].length)
    expect([...rows.inputs]).toEqual(expected.flat())
  })

  test("keeps capitals where tokenizer_config.json says so", async () => {
    written.write("cased/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\nGood\n")
    written.write("cased/tokenizer_config.json", '{"do_lower_case":false}')
    expect([...rowOf("Good good", await readTokenizer(join(written.path, "cased")))]).toEqual([2, 6, 5, 3])
  })

  test("is missing where the folder has no file of it", async () => {
    const says = `${written.path}: expected a folder with a tokenizer.json or a vocab.txt, found neither`
    await expect(readTokenizer(written.path)).rejects.toThrow(says)
  })
})

describe("a trained tokenizer", () => {
  const tokenizer = wordPieceTokenizer(trainWordPiece(texts, 300))

  test("is read from the folder it was written to as what it was", async () => {
    const path = join(written.path, "trained")
    await writeTokenizer(path, tokenizer, 128)
    const again = await readTokenizer(path)
    expect(again.json).toEqual(tokenizer.json)
    expect(again.config).toEqual({ ...tokenizer.config, model_max_length: 128 })
    expect(tokenizeTexts(texts, again, 40)).toEqual(tokenizeTexts(texts, tokenizer, 40))
  })

  test("is the same in vocab.txt alone", async () => {
    const path = join(written.path, "both")
    await writeTokenizer(path, tokenizer, 128)
    written.write("vocabulary/vocab.txt", "")
    copyFileSync(join(path, "vocab.txt"), join(written.path, "vocabulary/vocab.txt"))
    const { json } = await readTokenizer(join(written.path, "vocabulary"))
    expect(json).toEqual(tokenizer.json)
  })

  test("knows every word of the texts it was trained on", () => {
    const { inputs } = tokenizeTexts(texts, tokenizer, 400)
    expect(inputs.filter((id) => id > 4).length).toBeGreaterThan(1000)
    expect(inputs.includes(1)).toBe(false)
  })

  test("takes a word that it cannot spell, or of more than 100 characters, for unknown", () => {
    const [long, spelled] = ["a".repeat(101), "a".repeat(100)].map((word) => [...rowOf(`a Ж ${word} a`, tokenizer)])
    expect(long.slice(2, 4)).toEqual([1, 1])
    expect(spelled.length).toBeGreaterThan(40)
  })
})

describe("a tokenizer is refused", () => {
  const changed = (kind: string, change: (json: ReturnType<typeof jsonOf>) => void) => {
    const json = jsonOf(kind)
    change(json)
    return () => makeTokenizer(json, {}, "tokenizer.json")
  }

  test.each([
    ["that does not part words", "byte-pairs", { pre_tokenizer: { type: "Metaspace" } }],
    [
      "that puts a space before each text",
      "byte-pairs",
      { pre_tokenizer: { type: "ByteLevel", add_prefix_space: true } },
    ],
    ["that takes a text for one word", "byte-pairs", { pre_tokenizer: { type: "ByteLevel", use_regex: false } }],
    ["that replaces what it finds", "byte-pairs", { normalizer: { type: "Replace" } }],
    ["without a model", "word-pieces", { model: null }],
  ])("%s", (_, kind, change) => {
    const refused = changed(kind, (json) => Object.assign(json, change))
    expect(refused).toThrow("tokenizer.json: expected a tokenizer that goes word by word, as those of BERT and RoBERTa")
  })

  test.each([
    ["takes away the space behind it", { rstrip: true }],
    ["has a space in it", { content: "two words" }],
  ])("with a token that %s", (_, change) => {
    const refused = changed("word-pieces", (json) => Object.assign(json.added_tokens[4], change))
    expect(refused).toThrow("found an added token that reaches into the next word")
  })

  test("without a token that fills texts up", () => {
    const refused = changed("byte-pairs", () => {})
    expect(refused).toThrow("it names no token that fills texts up")
  })

  test("that cannot be built", () => {
    const refused = changed("word-pieces", (json) => Object.assign(json, { post_processor: { type: "None such" } }))
    expect(refused).toThrow("tokenizer.json: expected a tokenizer.json as Hugging Face's fast tokenizers are saved")
  })

  test.each([
    [["[PAD]", "[UNK]", "[CLS]", "a"], "found none of [SEP] [MASK]"],
    [["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "a"], 'expected each piece once, found "a" twice'],
  ])("of the pieces %j", async (pieces, says) => {
    writeFileSync(written.write("odd/vocab.txt", ""), `${pieces.join("\n")}\n`)
    await expect(readTokenizer(join(written.path, "odd"))).rejects.toThrow(says)
  })
})

/** A text's ids without padding. */
function rowOf(text: string, tokenizer: ReturnType<typeof wordPieceTokenizer>): Float32Array {
  const { inputs } = tokenizeTexts([text], tokenizer, 200)
  return inputs.subarray(0, inputs.indexOf(tokenizer.after[0]) + 1)
}
