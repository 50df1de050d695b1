import { existsSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { commands } from "#src/cli/commands.js"
import { rote } from "../cli/rote.js"
import { blocks } from "./pages.js"
import { read, root } from "./repository.js"

const names = Object.keys(commands)

describe("help", () => {
  it("rote --help names every command, with an example", async () => {
    const { status, stdout, stderr } = await rote(root, "--help")
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    expect(stdout).toMatch(/^Examples?\n {2}rote measure /m)
    expect(names.filter((name) => !stdout.includes(`\n  ${name} `))).toEqual([])
  })

  it.each(names)("rote %s --help has an example", async (name) => {
    const { status, stdout, stderr } = await rote(root, name, "--help")
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    expect(stdout).toMatch(new RegExp(`^Examples?\\n {2}rote ${name}\\b`, "m"))
  })

  it.each(names)("rote %s has a page with an example", (name) => {
    const page = `docs/commands/${name}.md`
    expect(existsSync(join(root, page))).toBe(true)
    expect(blocks(page).some(({ code }) => code.includes(`rote ${name}`))).toBe(true)
  })

  it.each(names)("the page of rote %s names every option", async (name) => {
    const page = read(`docs/commands/${name}.md`)
    const { args } = await commands[name].load()
    const options = Object.entries(args).filter(([, { type }]) => type !== "positional")
    expect(options.map(([option]) => `--${option}`).filter((option) => !page.includes(option))).toEqual([])
  })
})
