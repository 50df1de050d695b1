import type { Measurement } from "#src/estimators/measurement.js"
import { densityDomain, pairHistogram } from "#src/plots/mutual-information-density.js"
import { densityScopes } from "#src/report/figures.js"
import { answerQuestion } from "../../data/worker-question.js"
import type { Densities } from "./densities-view.js"

answerQuestion(async (runs: { name: string; measurement: Measurement }[]) => {
  const scopes = densityScopes(runs)
  const domain = densityDomain(scopes.flatMap(({ samples }) => samples))
  const answer: Densities = {
    domain,
    scopes: scopes.map(({ file, title, samples }) => ({
      file,
      title,
      histograms: samples.map((sample) => pairHistogram(sample, domain)),
    })),
  }
  return { answer }
})
