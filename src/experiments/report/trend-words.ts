import { decimal } from "../../report/numbers.js"
import type { Agreement } from "../../selection/index.js"

/** How a trend lies to the paper's claim, in words that stand after "is", "goes" being left out. */
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

/** What may be said of a trend. */
export const standingWords: Record<Standing, string> = {
  "as in the paper": "as in the paper",
  "against the paper": "the reverse of what the paper claims",
  "leans with": "the way the paper claims, but not significant",
  "leans against": "against the paper's claim, but not significant",
  "no order": "no order either way",
  undefined: "nothing to order: one of the two never changes",
}

/** "τ = +0.80, p = .083" */
export function tauAndP({ tau, p }: Agreement): string {
  return tau === null ? "no τ" : `τ = ${signed(tau)}, ${pText(p)}`
}

export function signed(tau: number): string {
  return `${tau > 0 ? "+" : ""}${decimal(tau, 2)}`
}

/** "p = .017", or "p < .001". */
export function pText(p: number): string {
  return p < 0.001 ? "p < .001" : `p = ${pNumber(p)}`
}

/** ".017", without the zero that a probability needs only at 1. */
export function pNumber(p: number): string {
  return p < 0.001 ? "< .001" : p.toFixed(3).replace(/^0/, "")
}

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

export function inWords(count: number): string {
  return words[count] ?? String(count)
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
