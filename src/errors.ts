/** What went wrong, for programs; the message says the same for people. */
export type ErrorCode =
  | "usage"
  | "io"
  | "unsupported-format"
  | "pickle-refused"
  | "malformed"
  | "bad-shape"
  | "truncated"
  | "trailing-bytes"
  | "unsupported-dtype"
  | "checksum"
  | "limit-exceeded"
  | "duplicate-name"
  | "needs-reduce"
  | "shape-mismatch"
  | "not-finite"
  | "too-few-examples"
  | "no-neurons"
  | "bad-option"
  | "damaged-run"
  | "settings-differ"
  | "interrupted"

/** The four things every message says: which input, what was expected, what was found, what to do. */
export interface Fault {
  input?: string
  expected: string
  found: string
  hint?: string
}

/** The one error this package throws on purpose. `code` is stable; `fault` holds the parts of the message. */
export class RoteError extends Error {
  override readonly name = "RoteError"
  readonly code: ErrorCode
  readonly fault: Fault

  constructor(code: ErrorCode, fault: Fault, options?: ErrorOptions) {
    super(describe(fault), options)
    this.code = code
    this.fault = fault
  }
}

function describe({ input, expected, found, hint }: Fault): string {
  const what = `expected ${expected}, found ${found}`
  return printable(`${input === undefined ? "" : `${input}: `}${what}${hint === undefined ? "" : `; ${hint}`}`)
}

/**
 * Makes text from a file safe to print: control, bidirectional-override and line-separator characters become \u escapes,
 * so that a layer's name can neither move the cursor nor forge a line. Newlines of our own hints are kept.
 */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  return text.replace(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => {
      return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`
    },
  )
}

/** Exit status of the command line: 2 wrong usage, 3 bad input, 130 interrupted, 1 our own fault. */
export function exitCode(error: unknown): number {
  if (!(error instanceof RoteError)) return 1
  if (error.code === "usage" || error.code === "bad-option") return 2
  return error.code === "interrupted" ? 130 : 3
}
