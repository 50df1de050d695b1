import { exitCode, printable, RoteError } from "../errors.js"
import { commands } from "./commands.js"
import { dim, red } from "./style.js"

/** Tells on stderr what went wrong and what to do about it, and returns the exit status that says the same. */
export function reportError(error: unknown, command: string | undefined): number {
  const known = error instanceof RoteError ? error : wrongArguments(error)
  if (known === undefined) {
    say(red("error:", process.stderr), `a fault of rote's own: ${printable(text(error))}`)
    say("This is not about your input. Please report it, with the command and what it prints under ROTE_DEBUG=1.")
  } else {
    say(red("error:", process.stderr), known.message)
    if (exitCode(known) === 2) {
      const help = command !== undefined && Object.hasOwn(commands, command) ? `${command} --help` : "--help"
      say(dim(`see: rote ${help}`, process.stderr))
    }
  }
  if (process.env.ROTE_DEBUG === "1" && error instanceof Error) say(printable(error.stack ?? ""), causes(error))
  return exitCode(known ?? error)
}

/** citty's own complaint, such as a missing argument. */
function wrongArguments(error: unknown): RoteError | undefined {
  if (!(error instanceof Error) || error.name !== "CLIError") return undefined
  return new RoteError("usage", { expected: "complete arguments", found: error.message }, { cause: error })
}

function causes(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${printable(error.cause.stack ?? "")}${causes(error.cause)}` : ""
}

function text(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function say(...words: string[]): void {
  process.stderr.write(`${words.join(" ")}\n`)
}
