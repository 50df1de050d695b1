import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { exampleFolder, execute } from "./example-folder.js"
import { type Block, blocks, pagesOfExamples } from "./pages.js"
import { root } from "./repository.js"

/** Inside the package, so that "rote" is the package itself, by its published subpaths. */
const written = join(root, "dist/examples")
const compiled = join(written, "js/dist/examples")
const examples = pagesOfExamples.flatMap(blocks).filter(({ language }) => language === "ts")

beforeAll(() => {
  rmSync(written, { recursive: true, force: true })
  mkdirSync(written, { recursive: true })
  for (const example of examples) writeFileSync(join(written, `${fileName(example)}.ts`), example.code)
  const compilerOptions = { rootDir: "../..", outDir: "js", declaration: false, sourceMap: false }
  writeFileSync(
    join(written, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["*.ts"], exclude: [] }),
  )
})

afterAll(() => rmSync(written, { recursive: true, force: true }))

describe("TypeScript examples", () => {
  const folder = exampleFolder()

  it("have the types they should", async () => {
    const { status, stdout } = await execute(
      process.execPath,
      [join(root, "node_modules/typescript/bin/tsc"), "-p", "."],
      written,
    )
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" })
  })

  it.each(examples.map((example) => [`${example.page}:${example.line}`, example] as const))(
    "%s runs and prints the numbers its comments give",
    async (_, example) => {
      const { status, stdout, stderr } = await folder.run(process.execPath, [join(compiled, `${fileName(example)}.js`)])
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
      const printed = numbers(stdout)
      expect(promised(example.code).filter((number) => !printed.some((each) => roundsTo(each, number)))).toEqual([])
    },
  )
})

function fileName({ page, line }: Block): string {
  return `${page.replace(/\W/g, "-")}-${line}`
}

/** The first number with decimals in each comment behind a `console.log`. */
function promised(code: string): string[] {
  const comments = code.split("\n").flatMap((line) => /console\.log\(.*\) \/\/ (.*)$/.exec(line)?.[1] ?? [])
  return comments.flatMap((comment) => /[-−]?\d+\.\d+/.exec(comment)?.[0].replace("−", "-") ?? [])
}

function numbers(text: string): number[] {
  return (text.match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number)
}

function roundsTo(value: number, text: string): boolean {
  const decimals = text.length - text.indexOf(".") - 1
  return Math.abs(value - Number(text)) <= 0.5000001 * 10 ** -decimals
}
