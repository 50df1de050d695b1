import { execFileSync, spawnSync } from "node:child_process"
import { describe, expect, it } from "vitest"
import { blocks, pages } from "./pages.js"

const examples = pages.flatMap(blocks).filter(({ language }) => language === "python")
const python = spawnSync("python3", ["--version"]).status === 0
const manner = python ? "is Python" : "has balanced brackets (no python3 here to parse it)"

describe("Python examples", () => {
  it.each(examples.map(({ page, line, code }) => [`${page}:${line}`, code]))(`%s ${manner}`, (_, code) => {
    if (python) execFileSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: code })
    for (const [open, close] of ["()", "[]", "{}"]) expect(code.split(open).length).toBe(code.split(close).length)
  })
})

it("every block of every page says what it is", () => {
  const known = ["sh", "ts", "python", "text", "json", "bibtex"]
  const others = pages.flatMap(blocks).filter(({ language }) => !known.includes(language))
  expect(others.map(({ page, line }) => `${page}:${line}`)).toEqual([])
})
