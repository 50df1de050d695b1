#!/usr/bin/env node
import { tool } from "../store/tool.js"
import { checkArguments, didYouMean, usage } from "./arguments.js"
import { commands } from "./commands.js"
import { reportError } from "./failure.js"
import { commandHelp, generalHelp } from "./help.js"
import { nearest } from "./suggest.js"

async function main([name, ...rest]: string[]): Promise<void> {
  if (name === "--version" || name === "-v") return console.log(tool.version)
  if (name === "--help" || name === "-h") return console.log(generalHelp())
  if (name === undefined) throw usage("rote", "a command", "none", Object.keys(commands).join(", "))
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry === undefined) {
    const known = Object.keys(commands)
    throw usage(name, `a command: ${known.join(", ")}`, "another word", didYouMean(nearest(name, known)))
  }
  const command = await entry.load()
  if (rest.includes("--help") || rest.includes("-h")) return console.log(commandHelp(name, command))
  checkArguments(name, rest, command.args)
  await command.run(rest)
}

// A reader that has seen enough (`rote measure … | head`) is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0)
    throw error
  })
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, process.argv[2])
}
