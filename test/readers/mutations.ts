import fc from "fast-check"

/** One change to a file: what it means depends on the file, since places are taken modulo its length. */
export interface Mutation {
  kind: "set" | "flip" | "word" | "delete" | "copy" | "truncate" | "insert" | "token"
  place: number
  from: number
  value: number
}

const kinds: Mutation["kind"][] = ["set", "flip", "word", "delete", "copy", "truncate", "insert", "token"]
const anywhere = fc.nat(2 ** 31 - 1)

/** A file of a set, by its index, and up to four changes to it. */
export function mutatedFile(files: number): fc.Arbitrary<[number, Mutation[]]> {
  const mutation = fc.record({ kind: fc.constantFrom(...kinds), place: anywhere, from: anywhere, value: anywhere })
  return fc.tuple(fc.nat(files - 1), fc.array(mutation, { minLength: 1, maxLength: 4 }))
}

/** Numbers at which readers count wrong. */
const words = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

/** The file with the changes made, one after the other; `tokens` are bits of text that the format gives meaning. */
export function mutate(file: Uint8Array, mutations: readonly Mutation[], tokens: readonly string[]): Uint8Array {
  return mutations.reduce((bytes, mutation) => changed(bytes, mutation, tokens), file)
}

function changed(bytes: Uint8Array, { kind, place, from, value }: Mutation, tokens: readonly string[]): Uint8Array {
  const at = place % (bytes.length + 1)
  const length = 1 + (value % 16)
  const source = from % (bytes.length + 1)
  const copy = bytes.slice()
  switch (kind) {
    case "set":
      if (at < copy.length) copy[at] = value
      return copy
    case "flip":
      if (at < copy.length) copy[at] ^= 1 << (value % 8)
      return copy
    case "word":
      return overwritten(copy, at, wordBytes(words[value % words.length]))
    case "copy":
      return overwritten(copy, at, bytes.slice(source, source + length * 8))
    case "token":
      return overwritten(copy, at, Buffer.from(tokens[value % tokens.length]))
    case "delete":
      return joined(bytes.subarray(0, at), bytes.subarray(at + length))
    case "insert":
      return joined(bytes.subarray(0, at), bytes.subarray(source, source + length * 4), bytes.subarray(at))
    case "truncate":
      return bytes.slice(0, at)
  }
}

function wordBytes(word: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(word).buffer)
}

function overwritten(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  bytes.set(part.subarray(0, bytes.length - at), at)
  return bytes
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
