import { RoteError } from "../errors.js"
import type { ExperimentOptions, TextOptions } from "./experiment.js"

type Refusable = "images" | "folder" | "network" | "trainingImages" | "earlyStopping" | "texts"

/** What the command calls them. */
const flags: Record<Exclude<Refusable, "texts"> | keyof TextOptions, string> = {
  images: "--dataset",
  folder: "--data",
  network: "--network",
  trainingImages: "--images",
  earlyStopping: "--early-stopping",
  columns: "--text, --label",
  trainingReviews: "--reviews",
  validationReviews: "--validation-reviews",
  tokens: "--tokens",
  vocabulary: "--vocabulary",
  encoder: "--model",
  layers: "--layers",
  width: "--width",
}

/**
 * What an experiment has no use for is refused rather than ignored.
 * @throws RoteError `usage`
 */
export function refuseOptions(options: ExperimentOptions, without: readonly Refusable[], because: string): void {
  const { texts, ...others } = options
  const asked: Partial<Record<keyof typeof flags, unknown>> = { ...others, ...texts }
  const refused = without.flatMap((name) =>
    name === "texts" ? (Object.keys(texts ?? {}) as (keyof TextOptions)[]) : name,
  )
  const given = refused.find((name) => asked[name] !== undefined)
  if (given === undefined) return
  const found = typeof asked[given] === "object" ? JSON.stringify(asked[given]) : `${asked[given]}`
  throw new RoteError("usage", { input: flags[given], expected: `no such option: ${because}`, found })
}
