import type { MeasuredModel } from "#src/selection/comparison.js"
import { rankingOf } from "#src/selection/rank-models.js"
import { allMeasures, rankedEstimates } from "#src/selection/ranked-estimates.js"
import type { Memorization, Ranking } from "#src/selection/ranking.js"

/** What the worker says: the models it asks for by their place, one at a time, how far it is, and what came out. */
export type FromRanking =
  | { need: number }
  | { done: number; total: number }
  | { rankings: Ranking[] }
  | { fault: string }

/** What it is told: the names of the models, then each model when it asks. */
export type ToRanking = { names: string[]; threads: number } | { model: MeasuredModel }

let deliver: (model: MeasuredModel) => void = () => {}

addEventListener("message", ({ data }: MessageEvent<ToRanking>) => {
  if ("model" in data) deliver(data.model)
  else
    rank(data.names, data.threads).catch((error: unknown) =>
      say({ fault: error instanceof Error ? error.message : String(error) }),
    )
})

const fears: Memorization[] = ["heuristic", "example-level"]

/** The estimates take long and are made once; rankings by every measure and for either fear follow from them. */
async function rank(names: string[], threads: number): Promise<void> {
  const models = names.map((name, place) => ({ name, load: () => askFor(place) }))
  const estimates = await rankedEstimates(models, { threads, onProgress: say })
  const measures = allMeasures.filter((measure) => estimates.ranked.every((model) => model.estimates.has(measure)))
  say({ rankings: fears.flatMap((memorization) => measures.map((by) => rankingOf(estimates, { by, memorization }))) })
}

function askFor(place: number): Promise<MeasuredModel> {
  return new Promise((resolve) => {
    deliver = resolve
    say({ need: place })
  })
}

function say(message: FromRanking): void {
  postMessage(message)
}
