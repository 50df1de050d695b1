import { layerTitle } from "#src/experiments/report/loaded-model.js"
import { sideWords } from "#src/experiments/report/side-words.js"
import type { SweepFileModel } from "#src/experiments/sweep/sweep-file.js"
import { formatKnob } from "#src/plots/index.js"
import { href, setQuery, useQuery, useRoute } from "../shell/route.js"
import { type ModelColumn, modelColumns, sortModels } from "./model-columns.js"
import { type Choice, together } from "./use-choice.js"
import { within } from "./use-sweep.js"

export interface ModelsTableProps {
  path: string
  /** Of the sweep on show, those to come included. */
  models: readonly SweepFileModel[]
  choice: Choice
}

/** The networks of a sweep: sorted by any column, picked to be compared. */
export function ModelsTable({ path, models, choice }: ModelsTableProps) {
  const [sort, setSort] = useQuery<string>("sort", "")
  const { query } = useRoute()
  const picked = query.getAll("pick")
  const columns = modelColumns(models, choice)
  const { side, layer, sweep } = choice
  const runOf = (model: string) => within(path, `${model}/${side}`)
  const runs = models.filter(({ folder }) => picked.includes(folder)).map(({ folder }) => runOf(folder))
  const pick = (folder: string, on: boolean) =>
    setQuery({ pick: on ? [...picked, folder] : picked.filter((each) => each !== folder) })
  const of = layer === "" || layer === together ? "all layers together" : layerTitle(layer)
  return (
    <section className="sweep-section" aria-labelledby="sweep-models">
      <h2 id="sweep-models">Networks</h2>
      <div className="sweep-picked">
        <p className="muted">
          Measures {sideWords[side]}, of {of}. Pick networks to set their runs side by side.
        </p>
        {runs.length === 0 ? (
          <span className="button sweep-none" aria-disabled="true">
            None picked
          </span>
        ) : (
          <a className="button primary" href={href("compare", { run: runs })}>
            {runs.length === 1 ? "Look at the one picked" : `Compare the ${runs.length} picked`}
          </a>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="scroll-x" aria-label="Table of networks" tabIndex={0}>
        <table className="sweep-models">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Picked</span>
              </th>
              {columns.map((column) => (
                <SortHead key={column.id} column={column} sort={sort} onSort={setSort} />
              ))}
              <th scope="col">Run</th>
            </tr>
          </thead>
          <tbody>
            {sortModels(models, columns, sort).map((model) => (
              <tr key={model.folder}>
                <td>
                  <input
                    type="checkbox"
                    disabled={model.result === null}
                    checked={picked.includes(model.folder)}
                    onChange={(event) => pick(model.folder, event.currentTarget.checked)}
                    aria-label={`Pick ${sweep.symbol} ${formatKnob(model.value)}, seed ${model.seed}`}
                  />
                </td>
                {columns.map(({ id, value, shown }) => {
                  const number = value(model)
                  return <td key={id}>{number === null ? "—" : shown(number)}</td>
                })}
                <td>
                  {model.result === null ? (
                    <span className="muted">to come</span>
                  ) : (
                    <a
                      href={href("compare", { run: [runOf(model.folder)] })}
                      aria-label={`Look at ${sweep.symbol} ${formatKnob(model.value)}, seed ${model.seed}`}
                    >
                      look
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

interface SortHeadProps {
  column: ModelColumn
  sort: string
  onSort: (sort: string) => void
}

/** Sorts from the least up, once more from the greatest down, and then no more. */
function SortHead({ column: { id, title }, sort, onSort }: SortHeadProps) {
  const [up, down] = [id, `-${id}`]
  const next = sort === up ? down : sort === down ? "" : up
  const mark = sort === up ? " ↑" : sort === down ? " ↓" : ""
  return (
    <th scope="col" aria-sort={sort === up ? "ascending" : sort === down ? "descending" : "none"}>
      <button type="button" className="sweep-sort" onClick={() => onSort(next)}>
        {title}
        <span aria-hidden="true">{mark}</span>
      </button>
    </th>
  )
}
