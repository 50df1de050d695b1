import { printable } from "../errors.js"

/** A number in a sentence: `digits` significant ones, a true minus sign. */
export function figure(value: number, digits = 3): string {
  return String(Number(value.toPrecision(digits))).replace("-", "−")
}

export function count(value: number): string {
  return value.toLocaleString("en-GB")
}

/** "a", "a and b", "a, b and c"; names from files are made harmless. */
export function enumerated(names: readonly string[]): string {
  const safe = names.map(printable)
  return safe.length < 2 ? safe.join("") : `${safe.slice(0, -1).join(", ")} and ${safe[safe.length - 1]}`
}

/** "layer fc2", "layers fc2 and fc3", "layers fc2 to fc5": three in a row or more are told by their ends. */
export function layersNamed(all: readonly string[], chosen: readonly number[]): string {
  const runs: number[][] = []
  for (const index of chosen) {
    const last = runs.at(-1)
    if (last !== undefined && last[last.length - 1] === index - 1) last.push(index)
    else runs.push([index])
  }
  const names = runs.flatMap((run) =>
    run.length < 3 ? run.map((index) => all[index]) : [`${all[run[0]]} to ${all[run[run.length - 1]]}`],
  )
  return `${chosen.length === 1 ? "layer" : "layers"} ${enumerated(names)}`
}

export const SEEDS_SENTENCE =
  "The intervals are over examples: another training run of the same recipe may differ by more, so compare several seeds."

/** How many examples would tell a difference apart; beyond a thousand times those there are, none that anyone has. */
export function examplesSentence(needed: number, examples: number): string {
  if (needed > 1000 * examples) return "more examples alone would not"
  return `about ${count(Number(needed.toPrecision(2)))} examples would`
}
