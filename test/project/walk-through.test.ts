import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { exampleFolder, execute } from "./example-folder.js"
import { type Block, blocks, isItsOutput, notebook } from "./pages.js"
import { root } from "./repository.js"

/** Inside the package, so that "rote" is the package itself. */
const written = join(root, "dist/walk-through")
const onPage = blocks(notebook)
const minutes = 60_000

afterAll(() => rmSync(written, { recursive: true, force: true }))

/** From the first block to the last, in one folder, experiment and all: each goes on from those before it. */
describe(notebook, () => {
  const folder = exampleFolder()

  onPage.forEach((block, index) => {
    if (!["sh", "ts"].includes(block.language)) return
    const next = onPage[index + 1]

    it(
      `line ${block.line} runs, and prints what the page shows`,
      async () => {
        const printed = block.language === "sh" ? await runCommands(block) : await runProgram(block)
        if (next !== undefined && isItsOutput(block, next)) expectAlike(printed, next.code)
      },
      10 * minutes,
    )
  })

  async function runCommands({ code }: Block): Promise<string> {
    let printed = ""
    for (const command of code.trim().split("\n")) {
      expect(command).toMatch(/^rote /)
      const { status, stdout, stderr } = await folder.run("bash", ["-c", command])
      expect({ command, status, stderr: status === 0 ? "" : stderr }).toEqual({ command, status: 0, stderr: "" })
      printed += stdout
    }
    return printed
  }

  async function runProgram({ code, line }: Block): Promise<string> {
    mkdirSync(written, { recursive: true })
    writeFileSync(join(written, `line-${line}.ts`), code)
    const compilerOptions = { rootDir: "../..", outDir: "js", declaration: false, sourceMap: false }
    const settings = { extends: "../../tsconfig.json", compilerOptions, include: ["*.ts"], exclude: [] }
    writeFileSync(join(written, "tsconfig.json"), JSON.stringify(settings))
    const compiler = join(root, "node_modules/typescript/bin/tsc")
    const compiled = await execute(process.execPath, [compiler, "-p", "."], written)
    expect(compiled).toMatchObject({ status: 0, stdout: "" })
    const program = join(written, `js/dist/walk-through/line-${line}.js`)
    const { status, stdout, stderr } = await folder.run(process.execPath, [program])
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    return stdout
  }
})

const number = /\d+(?:,\d{3})*(?:\.\d+)?|\.\d+/g

/** The same words, and the same numbers but for what training and rounding on another processor may change. */
function expectAlike(found: string, expected: string): void {
  expect(words(found)).toBe(words(expected))
  const [printed, shown] = [numbers(found), numbers(expected)]
  const different = shown.filter((value, i) => Math.abs(printed[i] - value) > 0.02 * Math.abs(value) + 0.0021)
  expect({ different, printed: different.length === 0 ? [] : printed }).toEqual({ different: [], printed: [] })
}

function words(text: string): string {
  return text
    .replace(number, "#")
    .replace(/[\s─]+/g, " ")
    .trim()
}

function numbers(text: string): number[] {
  return (text.match(number) ?? []).map((each) => Number(each.replaceAll(",", "")))
}
