import { once } from "node:events"
import { describe, expect, it } from "vitest"
import { commands } from "#src/cli/commands.js"
import { tool } from "#src/store/tool.js"
import { folderWithActivations, rote, start } from "./rote.js"

describe("rote", () => {
  it("--help lists every command, an example and the exit statuses", async () => {
    const { status, stdout, stderr } = await rote(".", "--help")
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    for (const name of Object.keys(commands)) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, "m"))
    expect(stdout).toContain("rote measure activations.npz")
    expect(stdout).toMatch(/Exit status {2}0 done, 2 wrong usage, 3 bad input/)
  })

  it.each(Object.keys(commands))("%s --help has its usage, options, an example, and fits 80 columns", async (name) => {
    const { status, stdout } = await rote(".", name, "--help")
    expect(status).toBe(0)
    expect(stdout).toMatch(new RegExp(`^Usage {2}rote ${name}`, "m"))
    expect(stdout).toContain(`  ${commands[name].examples[0]}\n`)
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it("--version prints the version", async () => {
    expect(await rote(".", "--version")).toEqual({ status: 0, stdout: `${tool.version}\n`, stderr: "" })
  })

  const misused: [string, string[], RegExp][] = [
    ["no command", [], /expected a command/],
    ["a misspelt command", ["mesure"], /did you mean measure\?/],
    ["a command named like an object's own", ["constructor"], /expected a command/],
    ["no file", ["measure"], /expected FILE…, found none/],
    ["an argument too many", ["export", "run", "more", "--csv", "x"], /expected FOLDER, found 2 arguments/],
    ["a misspelt option", ["measure", "activations.npy", "--bin", "5"], /--bin: .* did you mean --bins\?/],
    ["an option nobody knows", ["measure", "activations.npy", "--frobnicate"], /--frobnicate: .*an unknown one$/m],
    ["a value left out", ["measure", "activations.npy", "--bins"], /--bins: expected a value, found none/],
    ["a value to a switch", ["measure", "activations.npy", "--json=5"], /--json: expected no value/],
    ["a number that is none", ["measure", "activations.npy", "--bins", "1e2"], /--bins: expected a whole number/],
    ["an option named like an object's own", ["measure", "activations.npy", "--constructor"], /an unknown one$/m],
    [
      "an option twice",
      ["measure", "activations.npy", "--layers", "a", "--layers=b"],
      /--layers: .*once, found it twice/,
    ],
    ["no thread", ["measure", "activations.npy", "--threads", "0"], /threads: expected a whole number from 1 to 1024/],
    ["a number out of range", ["measure", "activations.npy", "--bins", "0"], /bins: expected a whole number from 1/],
    ["a misspelt method", ["measure", "activations.npy", "--mi", "kgs"], /--mi: .* did you mean ksg\?/],
    ["nothing to export", ["export", "run"], /expected --npy, --csv, --onnx, --inputs or --labels, found none/],
  ]
  it.each(misused)("answers %s with status 2, what was expected, and where help is", async (_, words, message) => {
    const { status, stdout, stderr } = await rote(folderWithActivations(), ...words)
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" })
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/see: rote (measure |export )?--help\n$/)
  })

  it("answers bad input with status 3", async () => {
    const folder = folderWithActivations()
    const missing = await rote(folder, "measure", "missing.npy")
    expect(missing).toMatchObject({ status: 3, stdout: "", stderr: expect.stringMatching(/^error: missing\.npy: /) })
    const noRun = await rote(folder, "export", ".", "--csv", "neurons.csv")
    expect(noRun).toMatchObject({ status: 3, stdout: "", stderr: expect.stringMatching(/manifest\.json/) })
  })

  it("shows the stack of an error when ROTE_DEBUG is 1", async () => {
    const running = start(".", ["measure", "missing.npy"], { ROTE_DEBUG: "1" })
    let stderr = ""
    running.stderr.on("data", (text) => {
      stderr += text
    })
    await once(running, "close")
    expect(stderr).toMatch(/\n {4}at /)
  })

  it("ends quietly when nobody reads on", async () => {
    const running = start(folderWithActivations(), ["measure", "activations.npy", "--mi", "none"])
    running.stdout.destroy()
    let stderr = ""
    running.stderr.on("data", (text) => {
      stderr += text
    })
    const [status] = await once(running, "close")
    expect(status).toBe(0)
    expect(stderr).not.toContain("error")
  })
})
