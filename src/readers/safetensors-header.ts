import { RoteError } from "../errors.js"

export interface TensorEntry {
  name: string
  dtype: string
  shape: bigint[]
  begin: bigint
  end: bigint
}

/** Far beyond any model's tensors. A header of the greatest length has room for a million and more, at 1 kB of memory each. */
const mostKeys = 100_000

/**
 * Reads the JSON at the head of a .safetensors file: an object of tensors and of `__metadata__`, nothing else.
 * By hand, because JSON.parse keeps the last of two equal keys and rounds large integers, and because a grammar of
 * fixed depth cannot be nested to death.
 * @throws RoteError `malformed`, `duplicate-name`, `limit-exceeded` for more than 100,000 keys
 */
export function parseSafetensorsHeader(text: string, input: string): TensorEntry[] {
  const token = tokenReader(text, input)
  const tensors: TensorEntry[] = []
  const names = new Set<string>()

  const object = (field: (key: string) => void) => {
    token.expect("{")
    if (token.skip("}")) return
    do {
      const key = token.string()
      token.expect(":")
      field(key)
    } while (token.skip(","))
    token.expect("}")
  }

  const integers = (): bigint[] => {
    const found: bigint[] = []
    token.expect("[")
    if (token.skip("]")) return found
    do found.push(token.integer())
    while (token.skip(","))
    token.expect("]")
    return found
  }

  const unique = (seen: Set<string>, key: string) => {
    if (seen.size === mostKeys) {
      throw new RoteError("limit-exceeded", { input, expected: `at most ${mostKeys} tensors`, found: "more" })
    }
    if (seen.has(key)) {
      throw new RoteError("duplicate-name", { input, expected: "each key once", found: `"${key}" twice` })
    }
    seen.add(key)
  }

  const tensor = (name: string) => {
    let dtype: string | undefined
    let shape: bigint[] | undefined
    let offsets: bigint[] | undefined
    const fields = new Set<string>()
    object((key) => {
      unique(fields, key)
      if (key === "dtype") dtype = token.string()
      else if (key === "shape") shape = integers()
      else if (key === "data_offsets") offsets = integers()
      else throw malformed(input, "the fields dtype, shape and data_offsets", `"${key}"`)
    })
    if (dtype === undefined || shape === undefined || offsets?.length !== 2) {
      throw malformed(`${input}::${name}`, "dtype, shape and two data_offsets", Array.from(fields).join(", ") || "none")
    }
    tensors.push({ name, dtype, shape, begin: offsets[0], end: offsets[1] })
  }

  object((key) => {
    unique(names, key)
    if (key !== "__metadata__") return tensor(key)
    const keys = new Set<string>()
    object((metadataKey) => {
      unique(keys, metadataKey)
      token.string()
    })
  })
  token.end()
  return tensors
}

/** A tensor to be written, and how many bytes its values take. */
export interface TensorHeader {
  name: string
  dtype: "F32" | "F64"
  shape: readonly number[]
  bytes: number
}

/**
 * What goes before the values of tensors that follow one another without a gap: the header's length and its JSON, padded so that
 * the values start at a multiple of 8. The names have to differ, and none be `__metadata__`.
 */
export function encodeSafetensorsHeader(
  tensors: readonly TensorHeader[],
  metadata?: Record<string, string>,
): Uint8Array {
  let end = 0
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const begin = end
    end += bytes
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const
  })
  const text = JSON.stringify({ ...(metadata && { __metadata__: metadata }), ...Object.fromEntries(entries) })
  const header = new TextEncoder().encode(text)
  const padded = Math.ceil(header.length / 8) * 8
  const encoded = new Uint8Array(8 + padded).fill(0x20)
  new DataView(encoded.buffer).setBigUint64(0, BigInt(padded), true)
  encoded.set(header, 8)
  return encoded
}

function tokenReader(text: string, input: string) {
  let position = 0
  const blanks = /[ \t\r\n]*/y
  const word = /[{}[\]:,]|[^\s{}[\]:,"]{1,40}/y
  const peek = (): { token: string | undefined; next: number } => {
    blanks.lastIndex = position
    blanks.exec(text)
    const start = blanks.lastIndex
    if (text[start] === '"') {
      const next = stringEnd(text, start)
      return { token: text.slice(start, next), next }
    }
    word.lastIndex = start
    const token = word.exec(text)?.[0]
    return { token, next: start + (token?.length ?? 0) }
  }
  const fail = (expected: string, found: string | undefined) =>
    malformed(input, expected, found === undefined ? `character ${position} of the header` : found)
  const take = (expected: string, fits: (token: string) => boolean): string => {
    const { token, next } = peek()
    if (token === undefined || !fits(token)) throw fail(expected, token)
    position = next
    return token
  }
  return {
    expect: (mark: string) => {
      take(mark, (token) => token === mark)
    },
    skip: (mark: string): boolean => {
      const { token, next } = peek()
      if (token === mark) position = next
      return token === mark
    },
    string: (): string => {
      const literal = take("a string", (token) => token.startsWith('"'))
      try {
        return JSON.parse(literal)
      } catch (cause) {
        throw new RoteError("malformed", { input, expected: "a JSON string", found: literal.slice(0, 60) }, { cause })
      }
    },
    integer: (): bigint => BigInt(take("a whole number", (token) => /^-?(0|[1-9]\d*)$/.test(token))),
    end: () => {
      const { token, next } = peek()
      if (token !== undefined || next !== text.length) throw fail("nothing after the header", token)
    },
  }
}

/** Place after the closing quote of the string that starts at `start`, or the end of the text without one. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++
    else if (text[i] === '"') return i + 1
  }
  return text.length
}

function malformed(input: string, expected: string, found: string): RoteError {
  return new RoteError("malformed", {
    input,
    expected: `a safetensors header with ${expected}`,
    found: found.slice(0, 80),
  })
}
