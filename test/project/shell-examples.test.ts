import { describe, expect, it } from "vitest"
import { type ExampleFolder, exampleFolder } from "./example-folder.js"
import { type Block, blocks, isItsOutput, pagesOfExamples } from "./pages.js"
import { read } from "./repository.js"

/** Too long for a test; .ci/run runs them. */
const longCommands = /^(npm run|rote) (demo|bench|experiment)\b/

/** Change the machine or the clone; .ci/run starts from such a clone. */
const preparations = /^(git clone|cd|npm (ci|link|install)) /

const { scripts } = JSON.parse(read("package.json"))

describe.each(pagesOfExamples.filter((page) => blocks(page).some(isShell)))("shell examples of %s", (page) => {
  const folder = exampleFolder()
  const onPage = blocks(page)

  onPage.forEach((block, index) => {
    if (!isShell(block)) return

    it(`line ${block.line} runs`, async () => {
      const stdout = await runLines(block, folder)
      const next = onPage[index + 1]
      if (next !== undefined && isItsOutput(block, next)) expect(stdout.trim()).toBe(next.code.trim())
    })
  })
})

function isShell({ language }: Block): boolean {
  return language === "sh"
}

async function runLines({ code }: Block, folder: ExampleFolder): Promise<string> {
  let printed = ""
  for (const line of code.trim().split("\n")) {
    for (const command of line.split("&&").map((part) => part.trim())) {
      if (command.startsWith("#")) continue
      const script = /^npm (?:run )?(\S+)/.exec(command)?.[1] ?? ""
      if (longCommands.test(command) || preparations.test(`${command} `) || Object.hasOwn(scripts, script)) continue
      expect(command).toMatch(/^rote /)
      const { status, stdout, stderr } = await folder.run("bash", ["-c", command])
      expect({ command, status, stderr: status === 0 ? "" : stderr }).toEqual({ command, status: 0, stderr: "" })
      printed += stdout
    }
  }
  return printed
}
