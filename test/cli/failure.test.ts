import { afterEach, describe, expect, it, vi } from "vitest"
import { reportError } from "#src/cli/failure.js"
import { RoteError } from "#src/errors.js"

/** What is said on stderr, and the exit status. */
function reported(error: unknown, command?: string): { status: number; said: string } {
  let said = ""
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text
    return true
  })
  return { status: reportError(error, command), said }
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe("an error of rote's own", () => {
  it("is no fault of the input, asks to be reported, and has status 1", () => {
    const { status, said } = reported(new TypeError("x is not a function"), "measure")
    expect(status).toBe(1)
    expect(said).toMatch(
      /^error: a fault of rote's own: TypeError: x is not a function\n.*Please report it.*ROTE_DEBUG=1/,
    )
    expect(said).not.toMatch(/\n {4}at /)
  })

  it("comes with its stack and its causes under ROTE_DEBUG=1", () => {
    vi.stubEnv("ROTE_DEBUG", "1")
    const { said } = reported(new Error("outer", { cause: new Error("inner") }))
    expect(said).toMatch(/Error: outer\n {4}at [\s\S]*caused by Error: inner\n {4}at /)
  })
})

it("shows control characters in what is thrown instead of obeying them", () => {
  expect(reported(new Error("\u001b[2Jgone")).said).toContain("\\u{1b}[2Jgone")
})

it("leads from wrong usage to the command's help, where there is such a command", () => {
  const wrong = new RoteError("usage", { expected: "this", found: "that" })
  expect(reported(wrong, "measure")).toEqual({
    status: 2,
    said: "error: expected this, found that\nsee: rote measure --help\n",
  })
  expect(reported(wrong, "mesure").said).toMatch(/see: rote --help\n$/)
})
