import type { Ranking } from "#src/selection/ranking.js"
import { decimal } from "../numbers.js"
import { RunName } from "../run-name.js"
import { WideTable } from "../wide-table.js"
import { measureTitles } from "./ranking-view.js"

/** The ranking in numbers, best first, a line between tiers. `names` in the order of the runs' colours. */
export function RankingTable({ ranking, names }: { ranking: Ranking; names: string[] }) {
  const [first, ...others] = ranking.rankings
  return (
    <WideTable label="Ranking in numbers" className="compare-ranking">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Tier</th>
          <th scope="col">
            Mean {measureTitles[first.measure]}, {ranking.unit}
          </th>
          <th scope="col">95 % interval</th>
          <th scope="col">P(best)</th>
          {others.map(({ measure }) => (
            <th key={measure} scope="col">
              Rank by {measureTitles[measure]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {first.models.map(({ name, tier, value, interval, best }, i) => (
          <tr key={name} className={i > 0 && tier > first.models[i - 1].tier ? "compare-next-tier" : undefined}>
            <th scope="row">
              <RunName index={names.indexOf(name)} name={name} />
            </th>
            <td>{tier}</td>
            <td>{decimal(value)}</td>
            <td>{interval.map((end) => decimal(end)).join(" … ")}</td>
            <td>{probability(best)}</td>
            {others.map(({ measure, models }) => (
              <td key={measure}>{1 + models.findIndex((model) => model.name === name)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}

/** From a limited number of draws, which tell neither 0 nor 1. */
function probability(share: number): string {
  if (share > 0.99) return "> 99 %"
  return share < 0.01 ? "< 1 %" : `${Math.round(share * 100)} %`
}
