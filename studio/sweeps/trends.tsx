import { layerTitle, measureTitles } from "#src/experiments/report/loaded-model.js"
import { sideTitleOf } from "#src/experiments/report/side-words.js"
import { inWords, signed, standing, standingWords, tauAndP } from "#src/experiments/report/trend-words.js"
import { verdictOf } from "#src/experiments/report/verdict.js"
import type { SweptMeans, TrendRow } from "#src/experiments/sweep/trend-table.js"
import { type Choice, isChosen } from "./use-choice.js"

export interface TrendsProps {
  models: readonly SweptMeans[]
  /** Null until the sweep is complete. */
  trends: readonly TrendRow[] | null
  choice: Choice
}

/** Does the measure order the networks as memorization does? In words, and in numbers. */
export function Trends({ models, trends, choice }: TrendsProps) {
  const { sweep, measure, side, layer } = choice
  if (trends === null) {
    return <p className="muted">Kendall's τ comes when every network of the sweep is there.</p>
  }
  const rows = trends.filter((row) => {
    return row.knob === sweep.knob && row.measure === measure && row.side === side && isChosen(layer, row.layer)
  })
  const { headline, measures, cautions } = verdictOf(sweep, models, trends)
  return (
    <>
      <p className="lead">{headline}</p>
      {rows.length === 0 && <p className="muted">Not every network has this measure: there is no order to speak of.</p>}
      <ul className="sweep-trends">
        {rows.map((row) => (
          <li key={row.layer}>{trendWords(row)}</li>
        ))}
      </ul>
      <details className="sweep-numbers">
        <summary>All that can be said of this sweep</summary>
        <div className="prose">
          {[...measures, ...cautions].map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      </details>
    </>
  )
}

/** "MI, hidden1, before ReLU: τ = +0.80, p = .083 over the five settings: it leans …" */
function trendWords({ layer, measure, side, trend: { overModels, overSeeds } }: TrendRow): string {
  const { interval, n } = overModels
  const range = interval === null ? "" : ` (95 % interval ${signed(interval[0])} … ${signed(interval[1])})`
  const seeds = overSeeds.n === n ? "" : `; over all ${overSeeds.n} networks ${tauAndP(overSeeds)}`
  const name = `${measureTitles[measure]}, ${layerTitle(layer)}, ${sideTitleOf(side, measure)}`
  return `${name}: ${tauAndP(overModels)} over the ${inWords(n)} settings${range}${seeds}. It ${standingWords[standing(overModels)]}.`
}
