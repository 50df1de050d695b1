import { dirname } from "node:path"
import { RoteError } from "../errors.js"
import type { ExperimentName } from "../experiments/experiment.js"
import { readSweepFile, sweepName } from "../experiments/sweep/sweep-file-node.js"
import type { SweepEntry } from "./api.js"
import { withoutPath } from "./refusal.js"

export type SweepFacts = Omit<SweepEntry, "path">

const experiments: readonly ExperimentName[] = [
  "circles",
  "colored-mnist",
  "shuffled-mnist",
  "sentiment-adjectives",
  "shuffled-imdb",
]

/** What the sweep.json of a folder says; undefined where it is another program's. */
export async function sweepFacts(directory: string): Promise<SweepFacts | undefined> {
  try {
    const file = await readSweepFile(directory)
    if (file === undefined) return undefined
    const { experiment, complete, models } = file
    if (!experiments.includes(experiment) || !Array.isArray(models)) throw new TypeError()
    const done = models.filter((model) => model?.result != null).length
    return { kind: "sweep", experiment, complete: complete === true, fault: null, done, total: models.length }
  } catch (error) {
    const why =
      error instanceof RoteError
        ? error
        : new RoteError("malformed", {
            input: sweepName,
            expected: "the models of a sweep",
            found: "something else",
            hint: "delete this file, then run the same `rote experiment` again",
          })
    return {
      kind: "sweep",
      experiment: null,
      complete: false,
      fault: withoutPath(dirname(directory), why.message),
      done: 0,
      total: 0,
    }
  }
}
