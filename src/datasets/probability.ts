import { RoteError } from "../errors.js"

export function requireProbability(option: string, value: number): void {
  if (value >= 0 && value <= 1) return
  throw new RoteError("bad-option", { input: option, expected: "a number from 0 to 1", found: `${value}` })
}
