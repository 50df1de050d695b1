import { useCallback } from "react"
import { rankingFigure } from "#src/plots/comparison/ranking-figure.js"
import { shortSettings } from "#src/report/settings.js"
import type { Memorization, Ranking, RankingMeasure } from "#src/selection/ranking.js"
import { type DrawFigure, Figure } from "../../parts/figure.js"
import { Segmented } from "../../parts/segmented.js"
import { Empty, Failure } from "../../parts/states.js"
import { href, useQuery } from "../../shell/route.js"
import type { ViewProps } from "../views.js"
import { RankingTable } from "./ranking-table.js"
import { useRanking } from "./use-ranking.js"

const fears: { value: Memorization; title: string }[] = [
  { value: "heuristic", title: "A shortcut" },
  { value: "example-level", title: "Learning by heart" },
]

export const measureTitles: Record<RankingMeasure, string> = {
  mutualInformation: "MI",
  entropy: "H",
  entropyLocal: "H local",
  entropyKnn: "H kNN",
}

/** Which of the networks shows least sign of what is feared, in tiers of those that cannot be told apart. */
export function RankingView({ runs }: ViewProps) {
  if (runs.length > 1) return <Ranked runs={runs} />
  return (
    <Empty title="A ranking takes two runs or more">
      <p>Of the same examples, measured with the same settings.</p>
      <a href={href("runs", { run: runs.map(({ id }) => id) })}>Pick more runs</a>
    </Empty>
  )
}

function Ranked({ runs }: ViewProps) {
  const { ranking, cancel, again } = useRanking(runs)
  if (ranking.state === "failed") return <Failure error={ranking.error} onRetry={again} />
  if (ranking.state === "cancelled") {
    return (
      <Empty title="Not ranked">
        <p>The ranking was cancelled.</p>
        <button type="button" onClick={again}>
          Rank {runs.length} runs
        </button>
      </Empty>
    )
  }
  if (ranking.state === "running") {
    return (
      <div className="state" role="status">
        <p>Measuring parts of the examples anew, to see how far the means depend on them …</p>
        <progress value={ranking.share} aria-label="Ranking" />
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </div>
    )
  }
  return <Rankings runs={runs} rankings={ranking.rankings} />
}

function Rankings({ runs, rankings }: ViewProps & { rankings: Ranking[] }) {
  const measures = [...new Set(rankings.map((ranking) => ranking.rankings[0].measure))]
  const [fear, setFear] = useQuery<Memorization>("fear", "heuristic")
  const [by, setBy] = useQuery<RankingMeasure>("by", measures[0])
  const ofFear = rankings.filter(({ memorization }) => memorization === fear)
  const ranking = ofFear.find((each) => each.rankings[0].measure === by) ?? ofFear[0] ?? rankings[0]
  const draw: DrawFigure = useCallback((options) => rankingFigure(ranking, options), [ranking])
  const { settings } = runs[0].measurement
  return (
    <section className="compare-view" aria-label="Ranking">
      <div className="runs-fields">
        <Segmented label="Feared" value={ranking.memorization} options={fears} onChange={setFear} />
        <Segmented
          label="Ranked by"
          value={ranking.rankings[0].measure}
          options={measures.map((measure) => ({ value: measure, title: measureTitles[measure] }))}
          onChange={setBy}
        />
      </div>
      <ul className="compare-sentences">
        {ranking.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Figure name="ranking" draw={draw} ratio={0.15 + 0.025 * runs.length} caption={shortSettings(settings)} />
      <RankingTable ranking={ranking} names={runs.map(({ name }) => name)} />
    </section>
  )
}
