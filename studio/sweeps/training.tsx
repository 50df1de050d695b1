import { describeModels } from "#src/experiments/report/describe-models.js"
import type { SweptModel } from "#src/experiments/sweep/trend-table.js"
import type { Loaded } from "../data/use-loaded.js"
import { Failure, Loading } from "../parts/states.js"
import { EpochFigure } from "./epoch-figure.js"
import type { Choice } from "./use-choice.js"

/** What the networks did on the way, and how they were trained and measured: from the model.json of each. */
export function Training({ loaded, choice }: { loaded: Loaded<SweptModel[]>; choice: Choice }) {
  return (
    <section className="sweep-section" aria-labelledby="sweep-epochs">
      <h2 id="sweep-epochs">Over the epochs of training</h2>
      {loaded.state === "failed" && <Failure error={loaded.error} />}
      {loaded.state === "loading" && (
        <div className="sweep-loading">
          <Loading what="what the networks did on the way" />
        </div>
      )}
      {loaded.state === "ready" && (
        <>
          <EpochFigure models={loaded.value} choice={choice} />
          <details className="sweep-numbers">
            <summary>How they were trained and measured</summary>
            <table>
              <tbody>
                {describeModels(loaded.value).map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td className="sweep-setting">{value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  )
}
