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
 * Makes text from a file safe to print: control, format (bidirectional override, zero width) and line-separator characters
 * become \u{…} escapes, so that a layer's name can neither move the cursor nor forge a line. Newlines are kept.
 */
export function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`)
}

/** Exit status of the command line: 2 wrong usage, 3 bad input, 130 interrupted, 1 our own fault. */
export function exitCode(error: unknown): number {
  if (!(error instanceof RoteError)) return 1
  if (error.code === "usage" || error.code === "bad-option") return 2
  return error.code === "interrupted" ? 130 : 3
}
