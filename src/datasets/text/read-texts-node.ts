import { stat } from "node:fs/promises"
import { RoteError } from "../../errors.js"
import { withFile } from "../../readers/open-file.js"
import { type ByteSource, extension } from "../../readers/source.js"
import { gatherTexts, type LabelledTexts, type SourceText } from "./labelled-texts.js"
import type { TextColumns } from "./text-columns.js"
import { folderTexts } from "./text-folders-node.js"
import { csvTexts, jsonTexts, parquetTexts, tsvTexts } from "./text-tables.js"

type ReadSource = (source: ByteSource, columns: TextColumns) => AsyncIterable<SourceText>

const readers: Record<string, ReadSource> = {
  csv: csvTexts,
  tsv: tsvTexts,
  jsonl: jsonTexts,
  ndjson: jsonTexts,
  parquet: parquetTexts,
}

/** What unpacks a file of each ending. */
const unpacking: Record<string, string> = {
  ".tar.gz": "tar xzf",
  ".tgz": "tar xzf",
  ".tar": "tar xf",
  ".gz": "gunzip -k",
  ".xz": "xz -dk",
  ".bz2": "bunzip2 -k",
  ".zst": "zstd -d",
  ".zip": "unzip",
}

const whatIsRead =
  "a folder with a folder of .txt files per class (aclImdb is one), or a .csv, .tsv, .jsonl or .parquet of texts and labels"

/**
 * Reads labelled texts: a folder such as IMDb's aclImdb (see `folderTexts`), or a table with a column of texts and one of labels,
 * .csv, .tsv (without quoting), .jsonl or .parquet. `columns` names the columns that are not called as usual. All texts are held
 * in memory; the 50,000 reviews of IMDb take half a second as a table, three as a folder, and some 200 MB.
 * @throws RoteError `io` for what is missing, with the address to get IMDb from; `unsupported-format` for another kind of file,
 * with the command that unpacks a packed one; `bad-option` and `malformed` as `findColumns`; what `gatherTexts` throws, and
 * `malformed` or `limit-exceeded` naming the line for what is not such a table, not in UTF-8, or longer than 1 MiB a text
 */
export async function readTexts(path: string, columns: TextColumns = {}): Promise<LabelledTexts> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined) throw missing(path)
  if (status.isDirectory()) {
    refuseColumns(path, columns)
    return gatherTexts(folderTexts(path), path)
  }
  const read = readers[extension(path)]
  if (read === undefined || !status.isFile()) throw unread(path, status.isFile())
  return withFile(path, (source) => gatherTexts(read(source, columns), path))
}

function missing(input: string): RoteError {
  return new RoteError("io", {
    input,
    expected: whatIsRead,
    found: "nothing of this name that can be read",
    hint: `to get the IMDb reviews, download aclImdb_v1.tar.gz from https://ai.stanford.edu/~amaas/data/sentiment/ and unpack it with
  tar xzf aclImdb_v1.tar.gz
then go on with --data aclImdb, as in
  rote experiment sentiment-adjectives --data aclImdb`,
  })
}

function unread(input: string, isFile: boolean): RoteError {
  const ending = Object.keys(unpacking).find((each) => input.toLowerCase().endsWith(each))
  return new RoteError("unsupported-format", {
    input,
    expected: whatIsRead,
    found: isFile ? describeFile(input, ending) : "a pipe or a device",
    ...(ending === undefined
      ? {}
      : { hint: `unpack it first, with ${unpacking[ending]} FILE, and name what comes out` }),
  })
}

function describeFile(path: string, packed: string | undefined): string {
  if (packed !== undefined) return `a packed file, ${packed}`
  return extension(path) === "" ? "a file without extension" : `a .${extension(path)} file`
}

function refuseColumns(input: string, columns: TextColumns): void {
  const asked = Object.values(columns).filter((name) => name !== undefined)
  if (asked.length === 0) return
  const found = asked.map((name) => JSON.stringify(name)).join(", ")
  throw new RoteError("bad-option", { input, expected: "no names of columns for a folder of texts", found })
}
