import type { ArgDef } from "citty"
import { commands, type LoadedCommand } from "./commands.js"
import { bold } from "./style.js"
import { wrapped } from "./table.js"

const exitStatus = "0 done, 2 wrong usage, 3 bad input, 130 interrupted, 1 our fault"
const columns = 80

/** What `rote --help` prints. Loads no command. */
export function generalHelp(): string {
  return [
    "Tells from a neural network's activations alone whether the network learned by rote.",
    "",
    `${bold("Usage")}  rote COMMAND [options]`,
    "",
    bold("Commands"),
    ...inColumns(Object.entries(commands).map(([name, { description }]) => [name, description])),
    "",
    bold("Options"),
    ...inColumns([
      ["--help", "Help on a command: rote measure --help"],
      ["--version", "The version"],
    ]),
    "",
    ...ending([commands.measure.examples[0]]),
  ].join("\n")
}

/** What `rote COMMAND --help` prints. */
export function commandHelp(name: string, { args }: LoadedCommand): string {
  const definitions = Object.entries(args)
  const positional = definitions.filter(([, { type }]) => type === "positional")
  const options = definitions.filter(([, { type }]) => type !== "positional")
  const usage = ["rote", name, ...positional.map(([, definition]) => argument(definition)), "[options]"].join(" ")
  return [
    commands[name].description,
    "",
    `${bold("Usage")}  ${usage}`,
    "",
    ...inColumns(positional.map(([, definition]) => [valueHint(definition), definition.description ?? ""])),
    "",
    bold("Options"),
    ...inColumns(options.map(([option, definition]) => [flags(option, definition), described(definition)])),
    "",
    ...ending(commands[name].examples),
  ].join("\n")
}

function ending(examples: string[]): string[] {
  const title = examples.length > 1 ? "Examples" : "Example"
  return [bold(title), ...examples.map((example) => `  ${example}`), "", `${bold("Exit status")}  ${exitStatus}`]
}

function flags(option: string, definition: ArgDef): string {
  const alias = "alias" in definition && definition.alias ? `-${definition.alias}, ` : ""
  return `${alias}--${option} ${definition.type === "boolean" ? "" : valueHint(definition)}`.trimEnd()
}

function argument(definition: ArgDef): string {
  return definition.required === false ? `[${valueHint(definition)}]` : valueHint(definition)
}

function valueHint({ valueHint }: ArgDef): string {
  return valueHint ?? "VALUE"
}

function described({ description = "", default: usual }: ArgDef): string {
  return usual === undefined || usual === false ? description : `${description} (${usual})`
}

function inColumns(rows: [string, string][]): string[] {
  const margin = 4 + Math.max(0, ...rows.map(([first]) => first.length))
  return rows.flatMap(([first, second]) =>
    wrapped(second, columns - margin).map((line, i) => `  ${i === 0 ? first : ""}`.padEnd(margin) + line),
  )
}
