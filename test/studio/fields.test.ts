import { spawnSync } from "node:child_process"
import { parseArgs } from "citty"
import { describe, expect, it } from "vitest"
import { measureArguments, measureOptions as optionsOfCommand, readOptions } from "#src/cli/measure-arguments.js"
import { printable } from "#src/errors.js"
import { resolveSettings } from "#src/estimators/measure.js"
import { commandLine, fieldsOf, measureOptions, unusualFields, usualFields } from "../../studio/measure/fields.js"

const changed = "entropy=knn&bins=20&binning=local&mi=ksg&k=5&neurons=30&examples=200&seed=7&unit=bits"

describe("the settings of the page that measures", () => {
  it("are the command's where the address has none", () => {
    expect(fieldsOf(new URLSearchParams())).toEqual(usualFields)
    expect(unusualFields(usualFields)).toEqual({})
    expect(resolveSettings(measureOptions(usualFields))).toEqual(resolveSettings())
  })

  it.each([changed, "miller-madow=true&mi=binned&mi-bins=7", "mi=none", "seed=3", ""])(
    "are in the command shown what they are in the page: %s",
    (query) => {
      const fields = fieldsOf(new URLSearchParams(query))
      const reading = { layers: ["a", "b"], reduce: "mean", dropNonfinite: true } as const
      const command = commandLine("x.npz", { ...reading, layers: [...reading.layers] }, fields)
      const args = parseArgs<typeof measureArguments>(command.split(" ").slice(2), measureArguments)
      expect(optionsOfCommand(args)).toEqual(measureOptions(fields))
      expect(readOptions(args)).toEqual(reading)
    },
  )

  it.each([
    ["plain.npz", "rote measure plain.npz"],
    ["my file.npz", "rote measure 'my file.npz'"],
    ["it's; rm -rf ~.npz", "rote measure 'it'\\''s; rm -rf ~.npz'"],
    ["--out.npz", "rote measure ./--out.npz"],
  ])("are shown with the file %s as a shell takes it", (file, command) => {
    expect(commandLine(file, {}, usualFields)).toBe(command)
  })

  it.each([
    "a\u0003\nrm -rf ~\n.npz",
    "a\u001b[2K\\'$(id)`id`.npz",
    "sp\u202ezpn.exe",
    "layer \u{e0001}",
    '!!$HOME"&|<>*?[x]{a,b}#~.npz',
    "-x",
    "--out=elsewhere",
  ])("with the name %j are printable on one line, and the shell makes of it what it was", (name) => {
    const command = commandLine(name, { layers: [name] }, usualFields)
    expect(command).toBe(printable(command))
    expect(command).not.toContain("\n")
    const read = spawnSync("bash", ["-c", `rote() { printf '%s\\0' "$@"; }; ${command}`], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    })
    const { _, layers } = parseArgs<typeof measureArguments>(read.stdout.split("\0").slice(1, -1), measureArguments)
    expect([_, layers]).toEqual([[name.startsWith("-") ? `./${name}` : name], name])
  })

  it("that are no numbers are refused by the estimators, not made up", () => {
    const fields = fieldsOf(new URLSearchParams("bins=many"))
    expect(() => resolveSettings(measureOptions(fields))).toThrow(/bins: expected .*, found NaN/)
  })
})
