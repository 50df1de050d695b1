import { parseArgs } from "node:util"
import type { ArgsDef } from "citty"
import { RoteError } from "../errors.js"
import { nearest } from "./suggest.js"

/**
 * Refuses what the command-line parser would let pass: an option the command does not know, a value option without its
 * value, a switch with one, one given twice, too few or too many arguments. One whose hint ends in … takes several, and none where it is not
 * required.
 * @throws RoteError `usage`
 */
export function checkArguments(command: string, rawArguments: string[], definitions: ArgsDef): void {
  const options = definedOptions(definitions)
  const { tokens } = parseArgs({ args: rawArguments, options, strict: false, allowPositionals: true, tokens: true })
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== "option") continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (option === undefined) throw unknownOption(token.rawName, Object.keys(options))
    if (option.type === "string" && !token.value) throw usage(token.rawName, "a value", "none")
    if (option.type === "boolean" && token.value !== undefined) {
      throw usage(token.rawName, "no value", JSON.stringify(token.value))
    }
    if (seen.has(token.name)) throw usage(token.rawName, "the option once", "it twice")
    seen.add(token.name)
  }
  const given = tokens.filter(({ kind }) => kind === "positional").length
  const positionals = Object.values(definitions).filter(({ type }) => type === "positional")
  const needed = positionals.filter(({ required }) => required !== false).length
  const hints = positionals.map(({ valueHint = "" }) => valueHint)
  const several = hints.some((hint) => hint.endsWith("…"))
  if (given >= needed && (several || given <= hints.length)) return
  throw usage(`rote ${command}`, hints.join(" ") || "no arguments", given === 0 ? "none" : `${given} arguments`)
}

/** The number given to an option, or undefined where it was left out. @throws RoteError `usage` */
export function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  throw usage(option, "a whole number", JSON.stringify(text))
}

/** As `wholeNumber`, from 1. */
export function positive(option: string, text: string | undefined): number | undefined {
  const number = wholeNumber(option, text)
  if (number === 0) throw usage(option, "a whole number from 1", "0")
  return number
}

/** The name given to an option, or undefined where it was left out. @throws RoteError `usage` */
export function oneOf<Name extends string>(
  option: string,
  text: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (text === undefined) return undefined
  const name = names.find((candidate) => candidate === text)
  if (name !== undefined) return name
  throw usage(option, names.join(", "), JSON.stringify(text), didYouMean(nearest(text, names)))
}

/** So that a slip of the hand writes over no run and no input. @throws RoteError `usage` */
export function requireHtml(option: string, file: string | undefined): void {
  if (file === undefined || /\.html?$/i.test(file)) return
  throw usage(option, "a file name that ends in .html", file)
}

export function usage(input: string, expected: string, found: string, hint?: string): RoteError {
  return new RoteError("usage", hint === undefined ? { input, expected, found } : { input, expected, found, hint })
}

export function didYouMean(candidate: string | undefined): string | undefined {
  return candidate === undefined ? undefined : `did you mean ${candidate}?`
}

type OptionType = { type: "string" | "boolean"; short?: string }

function definedOptions(definitions: ArgsDef): Record<string, OptionType> {
  const options: Record<string, OptionType> = {}
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.type === "positional") continue
    const aliases = [("alias" in definition && definition.alias) || []].flat()
    const short = aliases.find((alias) => alias.length === 1)
    const type = definition.type === "boolean" ? "boolean" : "string"
    options[name] = short === undefined ? { type } : { type, short }
    for (const alias of aliases) if (alias.length > 1) options[alias] = { type }
  }
  return options
}

function unknownOption(name: string, known: string[]): RoteError {
  const meant = nearest(name.replace(/^-+/, ""), known)
  return usage(name, "an option of this command", "an unknown one", didYouMean(meant && `--${meant}`))
}
