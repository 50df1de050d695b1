import { lstat, realpath } from "node:fs/promises"
import { dirname, isAbsolute, join, relative, sep } from "node:path"
import { RoteError } from "../../errors.js"
import type { ExternalTensor } from "./check-tensors.js"
import type { TensorMessage } from "./onnx-schema.js"

/**
 * Makes sure that weights kept in other files lie in the model's own folder or below it, in regular files that no
 * symbolic link leads to, and that each file is as long as the tensors in it need. Gives the files' paths, each once.
 * Nothing in them is read.
 * @throws RoteError `malformed` for a place that is absolute, outside the folder, a URL or reached through a link, and
 * for an offset or length that is none; `io` for a file that is missing; `truncated` for one that is too short
 */
export async function checkExternalData(tensors: readonly ExternalTensor[], path: string): Promise<string[]> {
  const sizes = new Map<string, bigint>()
  for (const { tensor, bytes } of tensors) {
    const input = `${path}::${tensor.name || "constant"}`
    const { location, offset, length } = placeOf(tensor, input)
    const file = fileOf(location, dirname(path), input)
    const size = sizes.get(file) ?? (await sizeOf(file, dirname(path), input))
    sizes.set(file, size)
    if (length !== undefined && length !== bytes) {
      throw new RoteError("malformed", {
        input,
        expected: `${bytes} bytes for its shape`,
        found: `a length of ${length}`,
      })
    }
    if (offset + bytes > size) {
      throw new RoteError("truncated", {
        input,
        expected: `${bytes} bytes from place ${offset} of ${file}`,
        found: `a file of ${size} bytes`,
        hint: "the file is incomplete or another model's: copy or export both again",
      })
    }
  }
  return [...sizes.keys()]
}

function placeOf({ externalData }: TensorMessage, input: string) {
  const entries = new Map(externalData.map(({ key, value }) => [key, value]))
  if (entries.size < externalData.length) {
    const keys = externalData.map(({ key }) => key).join(", ")
    throw new RoteError("malformed", {
      input,
      expected: "each property of external data once",
      found: keys.slice(0, 200),
    })
  }
  const count = (key: string): bigint | undefined => {
    const text = entries.get(key)
    if (text === undefined) return undefined
    if (/^\d{1,19}$/.test(text)) return BigInt(text)
    throw new RoteError("malformed", {
      input,
      expected: `a count of bytes as the ${key} of its external data`,
      found: `"${text.slice(0, 40)}"`,
    })
  }
  return { location: entries.get("location") ?? "", offset: count("offset") ?? 0n, length: count("length") }
}

/**
 * The file's path, by the text alone: what it leads to on the disk is looked at after. Asterisks are refused, because
 * the runtime takes a location that is made of them for an address in its own memory.
 */
function fileOf(location: string, folder: string, input: string): string {
  const isPath = location !== "" && !/[\0*]/.test(location) && !/^[A-Za-z][\w+.-]*:/.test(location)
  const file = join(folder, location)
  const below = relative(folder, file)
  if (isPath && !isAbsolute(location) && !/^[/\\]|(^|[/\\])\.\.([/\\]|$)/.test(location) && below !== "") return file
  throw outside(input, `"${location.slice(0, 200)}"`)
}

function outside(input: string, found: string): RoteError {
  return new RoteError("malformed", {
    input,
    expected: "weights in a file of the model's own folder",
    found,
    hint: "export the model again, with its external data beside it; rote follows no path out of the folder",
  })
}

async function sizeOf(file: string, folder: string, input: string): Promise<bigint> {
  let at = folder
  for (const part of relative(folder, file).split(sep)) {
    at = join(at, part)
    const status = await lstat(at, { bigint: true }).catch((cause: unknown) => {
      throw unreadable(file, input, cause)
    })
    if (status.isSymbolicLink()) throw linked(at, await realpath(at).catch(() => "nothing"), input)
    if (at === file && status.isFile()) return status.size
  }
  throw unreadable(file, input)
}

function linked(link: string, target: string, input: string): RoteError {
  return new RoteError("malformed", {
    input,
    expected: "weights in a file of the model's own folder",
    found: `${link}, a symbolic link to ${target}`,
    hint: "put the file itself there (cp -L copies what a link leads to)",
  })
}

function unreadable(file: string, input: string, cause?: unknown): RoteError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined
  const found = code === undefined ? "no regular file" : code === "ENOENT" ? "no such file" : code
  return new RoteError(
    "io",
    { input, expected: `its weights in ${file}`, found, hint: "copy the external data to the model's folder too" },
    { cause },
  )
}
