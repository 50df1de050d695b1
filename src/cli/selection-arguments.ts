import type { ArgsDef } from "citty"
import { wholeNumber } from "./arguments.js"
import { given } from "./given.js"

/** What every command takes that draws examples anew. */
export const selectionArguments = {
  seed: { type: "string", valueHint: "N", description: "Seed of every random draw (0)" },
  threads: { type: "string", valueHint: "N", description: "Worker threads (all cores)" },
} as const satisfies ArgsDef

/** Those given; the others are absent. @throws RoteError `usage` */
export function selectionOptions(args: { seed?: string | undefined; threads?: string | undefined }) {
  return given({ seed: wholeNumber("--seed", args.seed), threads: wholeNumber("--threads", args.threads) })
}
