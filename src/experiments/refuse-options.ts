import { RoteError } from "../errors.js"
import type { ExperimentOptions } from "./experiment.js"

type Refusable = "images" | "folder" | "network" | "trainingImages" | "earlyStopping" | "texts"

/** What the command calls them. */
const flags: Record<Refusable, string> = {
  images: "--dataset",
  folder: "--data",
  network: "--network",
  trainingImages: "--images",
  earlyStopping: "--early-stopping",
  texts: "the options of texts",
}

/**
 * What an experiment has no use for is refused rather than ignored.
 * @throws RoteError `usage`
 */
export function refuseOptions(options: ExperimentOptions, without: readonly Refusable[], because: string): void {
  const given = without.find((name) => options[name] !== undefined)
  if (given === undefined) return
  const found = given === "texts" ? Object.keys(options.texts ?? {}).join(", ") : `${options[given]}`
  throw new RoteError("usage", { input: flags[given], expected: `no such option: ${because}`, found })
}
