import { RoteError } from "../errors.js"
import { checkedShape } from "./shape.js"

export interface NpyHeader {
  /** NumPy's type string, such as "<f4". */
  descr: string
  fortran: boolean
  shape: number[]
}

type Value = { kind: "string"; text: string } | { kind: "bool"; value: boolean } | { kind: "tuple"; items: bigint[] }

/**
 * Reads the dictionary at the head of an .npy: the three keys, each once, each a literal of its type, nothing
 * evaluated. The grammar has no nesting, so neither has the parser.
 * @throws RoteError `malformed`, `bad-shape`, or `unsupported-dtype` for a structured type
 */
export function parseNpyHeader(text: string, input: string): NpyHeader {
  const tokens = tokenize(text, input)
  let position = 0
  const fail = (expected: string) => malformed(input, expected, tokens[position] ?? "the end of the header")
  const expect = (token: string) => {
    if (tokens[position] !== token) throw fail(token)
    position++
  }

  const readString = (expected: string): string => {
    const token = tokens[position]
    if (token === undefined || !isQuoted(token)) throw fail(expected)
    position++
    return token.slice(1, -1)
  }

  const readTuple = (): bigint[] => {
    const items: bigint[] = []
    let commas = 0
    expect("(")
    while (tokens[position] !== ")") {
      const token = tokens[position]
      if (token === undefined || !/^-?\d+$/.test(token)) throw badAxis(token)
      items.push(BigInt(token))
      position++
      if (tokens[position] !== ",") break
      position++
      commas++
    }
    if (items.length === 1 && commas === 0) throw badAxis(`(${items[0]})`)
    expect(")")
    return items
  }

  const badAxis = (found: string | undefined) =>
    new RoteError("bad-shape", {
      input,
      expected: "a shape as a tuple of whole numbers",
      found: shortened(found ?? "the end of the header"),
    })

  const readValue = (key: string): Value => {
    const token = tokens[position]
    switch (key) {
      case "descr":
        if (token === "[" || token === "(") throw structured(input)
        return { kind: "string", text: readString("a type string") }
      case "fortran_order":
        if (token !== "True" && token !== "False") throw fail("True or False for fortran_order")
        position++
        return { kind: "bool", value: token === "True" }
      case "shape":
        if (token !== "(") throw badAxis(token)
        return { kind: "tuple", items: readTuple() }
      default:
        throw malformed(input, "the keys descr, fortran_order and shape", `'${key}'`)
    }
  }

  const entries = new Map<string, Value>()
  expect("{")
  while (tokens[position] !== "}") {
    const key = readString("a key in quotes")
    expect(":")
    if (entries.has(key)) throw malformed(input, "each key once", `'${key}' twice`)
    entries.set(key, readValue(key))
    if (tokens[position] !== ",") break
    position++
  }
  expect("}")
  if (position !== tokens.length) throw fail("nothing after the dictionary")

  const descr = entries.get("descr")
  const fortran = entries.get("fortran_order")
  const shape = entries.get("shape")
  if (descr?.kind !== "string" || fortran?.kind !== "bool" || shape?.kind !== "tuple") {
    throw malformed(input, "the keys descr, fortran_order and shape", Array.from(entries.keys()).join(", ") || "none")
  }
  return { descr: descr.text, fortran: fortran.value, shape: checkedShape(shape.items, input) }
}

/** Brackets, commas, colons, names, whole numbers, and strings without escapes: all that a header is made of. */
function tokenize(text: string, input: string): string[] {
  const pattern = /[ \t\r\n\f]*([{}()[\]:,]|True|False|-?(?:0|[1-9]\d*)(?![\w.])|'[^'\\\n]*'|"[^"\\\n]*"|$)/y
  const tokens: string[] = []
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex
    const match = pattern.exec(text)
    if (match === null) {
      // A number with a fraction in the shape deserves the name of its fault.
      if (tokens.at(-1) === "(") throw fractional(text.slice(start).trim(), input)
      throw malformed(input, "a dictionary of literals in the header", text.slice(start).trim())
    }
    if (match[1] !== "") tokens.push(match[1])
  }
  return tokens
}

function isQuoted(token: string): boolean {
  return token.startsWith("'") || token.startsWith('"')
}

function fractional(found: string, input: string): RoteError {
  return new RoteError("bad-shape", { input, expected: "a shape as a tuple of whole numbers", found: shortened(found) })
}

function structured(input: string): RoteError {
  return new RoteError("unsupported-dtype", {
    input,
    expected: "an array of one type of number",
    found: "a structured type",
    hint: "save each field as an array of its own",
  })
}

function malformed(input: string, expected: string, found: string): RoteError {
  return new RoteError("malformed", { input, expected, found: shortened(found) })
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
