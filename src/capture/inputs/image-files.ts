import { createHash } from "node:crypto"
import { readdir } from "node:fs/promises"
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path"
import { printable, RoteError } from "../../errors.js"
import { isFile } from "../../readers/is-file.js"
import { withFile } from "../../readers/open-file.js"
import { mapInParallel } from "../../readers/parallel.js"
import { readBytes } from "../../readers/source.js"
import { textLines } from "../../readers/text/lines.js"
import { listed } from "../../readers/text/listed.js"
import { fingerprintFile, type InputFile } from "../../store/index.js"
import type { InputRequest } from "./request.js"

export interface ImageFiles {
  /** Of each image, in order. */
  paths: string[]
  files: InputFile[]
}

const filesAtOnce = 4

/** The first bytes of a PNG and of a JPEG. */
const beginnings = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0xff, 0xd8, 0xff],
]

/**
 * The images of a folder and of the folders in it, in the natural order of their paths (2 before 10); files that begin like
 * neither PNG nor JPEG are left out with a warning, hidden ones without.
 * @throws RoteError `io`, `too-few-examples` for a folder without an image
 */
export async function imagesOfFolder({ path, onWarning }: InputRequest): Promise<ImageFiles> {
  const found = await filesBelow(path)
  const checked = await mapInParallel(found, filesAtOnce, async (file) => ({
    file,
    isImage: (await isFile(file)) && (await isImage(file)),
  }))
  const others = checked.filter(({ isImage }) => !isImage).map(({ file }) => relative(path, file))
  if (others.length === found.length) {
    throw new RoteError("too-few-examples", {
      input: path,
      expected: "a folder with PNG or JPEG images",
      found: others.length === 0 ? "no file" : `no image among ${listed(others)}`,
    })
  }
  if (others.length > 0) onWarning?.(printable(`${path}: left out as neither PNG nor JPEG: ${listed(others)}`))
  const paths = checked.filter(({ isImage }) => isImage).map(({ file }) => file)
  return { paths, files: [await digest(path, paths)] }
}

/**
 * The images that a text file lists, a path a line, relative to the list.
 * @throws RoteError `io`, `malformed`, `unsupported-format` for a file that is neither PNG nor JPEG, naming the list's line
 */
export async function imagesOfList(path: string): Promise<ImageFiles> {
  if (await isImage(path)) throw singleImage(path)
  const paths: string[] = []
  await withFile(path, async (source) => {
    for await (const { line, text } of textLines(source)) paths.push(await listedImage(path, line, text))
  })
  if (paths.length === 0) {
    throw new RoteError("too-few-examples", { input: path, expected: "a path of an image a line", found: "none" })
  }
  return { paths, files: [await fingerprintFile(path), await digest(dirname(path), paths)] }
}

function singleImage(input: string): RoteError {
  return new RoteError("unsupported-format", {
    input,
    expected: "a folder of images, or a list of them in a .txt file",
    found: "one image",
    hint: "name its folder",
  })
}

async function listedImage(list: string, line: number, text: string): Promise<string> {
  const file = isAbsolute(text) ? text : join(dirname(list), text)
  if (await isImage(file)) return file
  throw new RoteError("unsupported-format", {
    input: `${list}, line ${line}`,
    expected: "the path of a PNG or JPEG image",
    found: `${JSON.stringify(text)}, which is neither`,
  })
}

/** Not through links to folders, so that it ends. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new RoteError("io", { input: folder, expected: "a folder that can be read", found: String(cause) }, { cause })
  })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  const shown = paths.filter((path) => !path.split(/[/\\]/).some((part) => part.startsWith(".")))
  return shown.sort(naturalOrder).map((path) => join(folder, path))
}

const collator = new Intl.Collator("en", { numeric: true })

function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : 1)
}

async function isImage(path: string): Promise<boolean> {
  const start = await withFile(path, (source) => readBytes(source, 0, Math.min(8, source.size)))
  return beginnings.some((beginning) => beginning.every((byte, i) => start[i] === byte))
}

/** One digest of many files: of their names below `folder` and their contents, in order. */
async function digest(folder: string, paths: readonly string[]): Promise<InputFile> {
  const prints = await mapInParallel(paths, filesAtOnce, fingerprintFile)
  const hash = createHash("sha256")
  prints.forEach(({ sha256 }, i) => {
    hash.update(`${relative(folder, paths[i]).replaceAll("\\", "/")}\0${sha256}\n`)
  })
  const bytes = prints.reduce((total, each) => total + each.bytes, 0)
  return { name: basename(resolve(folder)), bytes, sha256: hash.digest("hex") }
}
