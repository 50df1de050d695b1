import { printable } from "../errors.js"
import { yellow } from "./style.js"

/** Tells on stderr, beside the results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function warn(message: string): void {
  say(`${yellow("warning:", process.stderr)} ${printable(message)}`)
}
