// @ts-check
// Writes fixtures/examples/texts: 24 reviews of our own in every form that rote reads, with columns and labels named as IMDb's
// copies have them. Run from the root after a build: node scripts/make-example-texts.mjs
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { parquetWriteBuffer } from "hyparquet-writer"
import { generatedReviews } from "#src/datasets/text/generated-reviews.js"
import { seededRandom } from "#src/random.js"

const folder = "fixtures/examples/texts"
const { texts, labels } = generatedReviews(24, seededRandom(20221130))
const rows = texts.map((text, i) => ({ text, label: labels[i], split: i < 16 ? "train" : "test", id: i }))

rmSync(folder, { recursive: true, force: true })
for (const split of ["train", "test"]) {
  for (const name of ["neg", "pos", "unsup"]) mkdirSync(`${folder}/reviews/${split}/${name}`, { recursive: true })
}
for (const { text, label, split, id } of rows) {
  const withBreak = text.replace(". ", ".<br /><br />")
  writeFileSync(`${folder}/reviews/${split}/${["neg", "pos"][label]}/${id}.txt`, withBreak)
}
writeFileSync(`${folder}/reviews/train/unsup/0.txt`, "Nobody has said what to think of this one.")

lines("reviews.tsv", ["split\tlabel\ttext", ...rows.map(({ split, label, text }) => `${split}\t${label}\t${text}`)])
lines("reviews.csv", [
  "review,sentiment",
  ...rows.map(({ text, label }) => `"${text.replaceAll('"', '""')}",${["negative", "positive"][label]}`),
])
lines(
  "reviews.jsonl",
  rows.map(({ text, label }) => JSON.stringify({ text, label })),
)
const columnData = [
  { name: "sentence", type: /** @type {const} */ ("STRING"), data: texts },
  { name: "label", type: /** @type {const} */ ("INT64"), data: Array.from(labels, BigInt) },
]
writeFileSync(`${folder}/reviews.parquet`, new Uint8Array(parquetWriteBuffer({ columnData })))

/**
 * @param {string} name
 * @param {string[]} content
 */
function lines(name, content) {
  writeFileSync(`${folder}/${name}`, `${content.join("\n")}\n`)
}
