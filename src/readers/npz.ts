import { RoteError } from "../errors.js"
import { openNpy } from "./npy.js"
import { byteLimit, type ReadOptions } from "./options.js"
import { pickleRefused, unsupportedFormat } from "./refusals.js"
import { type ByteSource, extension } from "./source.js"
import type { StoredLayer } from "./stored-array.js"
import { openZip, type ZipMember } from "./zip.js"

/**
 * The arrays of a NumPy .npz archive, one layer per entry, named as the entry is without ".npy".
 * @throws RoteError `pickle-refused` for a PyTorch file, `unsupported-format` for another kind of zip archive,
 * `limit-exceeded` for an entry that would unfold beyond the limit, and what zip and .npy throw
 */
export async function openNpz(source: ByteSource, options: ReadOptions): Promise<StoredLayer[]> {
  if (/^(pt|pth|ckpt|bin)$/.test(extension(source.name)))
    throw pickleRefused(source.name, "a PyTorch file, which is a pickle")
  const members = await openZip(source)
  if (members.length === 0)
    throw new RoteError("no-neurons", { input: source.name, expected: "an archive of arrays", found: "an empty one" })
  if (members.some(({ name }) => name === "data.pkl" || name.endsWith("/data.pkl"))) {
    throw pickleRefused(source.name, "a PyTorch file, which is a pickle")
  }
  if (!members.some(({ name }) => name.endsWith(".npy"))) {
    throw unsupportedFormat(source.name, `a zip archive without .npy entries (the first is "${members[0].name}")`)
  }
  warnOfPaths(members, options)
  let unfolding = 0
  const limit = byteLimit(source.size, options)
  return members.map((member) => ({
    name: member.name.replace(/\.npy$/, ""),
    open: async () => {
      unfolding += member.size
      if (unfolding > limit) throw tooLarge(source, member, unfolding, limit)
      return openNpy(member.open())
    },
  }))
}

function warnOfPaths(members: readonly ZipMember[], { onWarning }: ReadOptions): void {
  for (const { name } of members) {
    if (/^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(name)) {
      onWarning?.(
        `the entry "${name}" is named like a path outside its folder: the name is shown and never used as a path`,
      )
    }
  }
}

function tooLarge(source: ByteSource, { name }: ZipMember, found: number, limit: number): RoteError {
  return new RoteError("limit-exceeded", {
    input: `${source.name}::${name}`,
    expected: `entries that unfold to at most ${limit} bytes together`,
    found: `${found}`,
    hint: "choose fewer layers, or raise maxBytes if the file is to be trusted",
  })
}
