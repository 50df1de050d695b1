import { decimal } from "../../report/numbers.js"
import type { Agreement } from "../../selection/index.js"

/** How a trend lies to the paper's claim. */
export type Standing =
  | "as in the paper"
  | "against the paper"
  | "leans with"
  | "leans against"
  | "no order"
  | "undefined"

export function standing({ tau, outcome }: Agreement): Standing {
  if (tau === null) return "undefined"
  if (outcome !== "not significant") return outcome
  return tau === 0 ? "no order" : tau > 0 ? "leans with" : "leans against"
}

/** What a measure with such a trend does. */
export const standingWords: Record<Standing, string> = {
  "as in the paper": "goes as the paper claims",
  "against the paper": "goes against the paper's claim",
  "leans with": "leans the paper's way (not significant)",
  "leans against": "leans against the paper's claim (not significant)",
  "no order": "has no order",
  undefined: "cannot be ordered",
}

/** "τ = +0.80, p = .083", its spaces unbreakable. */
export function tauAndP({ tau, p }: Agreement): string {
  return tau === null
    ? "no τ"
    : `τ${noBreak}=${noBreak}${signed(tau)}, p${noBreak}${p < 0.001 ? "" : `=${noBreak}`}${pNumber(p)}`
}

export function signed(tau: number): string {
  return `${tau > 0 ? "+" : ""}${decimal(tau, 2)}`
}

/** ".017", "< .001", "1". */
export function pNumber(p: number): string {
  if (p < 0.001) return `<${noBreak}.001`
  return p.toFixed(3).replace(/^0/, "").replace(".000", "")
}

const noBreak = "\u00a0"

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

export function inWords(count: number): string {
  return words[count] ?? String(count)
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
