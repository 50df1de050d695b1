import type { Dirent } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { RoteError } from "../../errors.js"
import { mapInParallel } from "../../readers/parallel.js"
import { readWhole } from "../../readers/read-whole.js"
import { LONGEST_TEXT } from "../../readers/text/lines.js"
import { listed } from "../../readers/text/listed.js"
import { decodeUtf8 } from "../../readers/text/utf8.js"
import type { SourceText } from "./labelled-texts.js"

interface TextFile {
  path: string
  label: string
  split?: string
}

const filesAtOnce = 16
const splits = ["train", "test"]
/** IMDb's reviews without a label. */
const unlabelled = "unsup"
const published = "aclImdb"

/**
 * Labelled texts of a folder with a folder of .txt files per class, a text a file (as scikit-learn's `load_files` has them), or
 * with two such folders, `train` and `test` (as IMDb has them, whose reviews without a label in `unsup` are left out).
 * @throws RoteError `io`, `limit-exceeded` for a text above 1 MiB, `malformed` for one not in UTF-8, `too-few-examples`
 */
export async function* folderTexts(path: string): AsyncGenerator<SourceText> {
  const folders = await foldersOf(path)
  const parts = splits.filter((split) => folders.includes(split))
  const found = await Promise.all(
    parts.length === 0
      ? [classFiles(path, folders)]
      : parts.map(async (split) => {
          const files = await classFiles(join(path, split), await foldersOf(join(path, split)))
          return files.map((file) => ({ ...file, split }))
        }),
  )
  const files: TextFile[] = found.flat()
  if (files.length === 0) throw await noTexts(path, folders)
  yield* await mapInParallel(files, filesAtOnce, async ({ path: input, ...told }) => {
    return { input, text: decodeUtf8(await readWhole(input, LONGEST_TEXT), input), ...told }
  })
}

async function classFiles(folder: string, classes: readonly string[]): Promise<TextFile[]> {
  const labelled = classes.filter((name) => name !== unlabelled)
  const files = await Promise.all(
    labelled.map(async (label) => {
      const names = await namesOf(join(folder, label), isTextFile)
      return names.map((name) => ({ path: join(folder, label, name), label }))
    }),
  )
  return files.flat()
}

function foldersOf(path: string): Promise<string[]> {
  return namesOf(path, (entry) => entry.isDirectory() && !entry.name.startsWith("."))
}

/** Others than plain files, which might keep us waiting, are left out. */
function isTextFile(entry: Dirent): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && entry.name.endsWith(".txt")
}

/** In an order that is the same on every machine. */
async function namesOf(path: string, isWanted: (entry: Dirent) => boolean): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new RoteError("io", { input: path, expected: "a folder that can be read", found: "none" }, { cause })
  })
  return entries
    .filter(isWanted)
    .map(({ name }) => name)
    .sort()
}

async function noTexts(input: string, folders: readonly string[]): Promise<RoteError> {
  return new RoteError("too-few-examples", {
    input,
    expected: "a folder of .txt files for each class, such as pos and neg, or such folders in train and test",
    found: folders.length === 0 ? "no folder in it" : `the folders ${listed(folders)} without such files`,
    ...(folders.includes(published) ? { hint: `name the folder ${published} in it` } : {}),
  })
}
