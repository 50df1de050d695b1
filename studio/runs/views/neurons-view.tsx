import { useMemo } from "react"
import { neuronColumns } from "#src/report/neuron-columns.js"
import { shortSettings } from "#src/report/settings.js"
import { setQuery, useQuery, useRoute } from "../../shell/route.js"
import { moveByArrows } from "../arrow-keys.js"
import { Choice, SearchField } from "../fields.js"
import { Pager } from "../pager.js"
import { SortHeading } from "../sort-heading.js"
import type { ViewProps } from "../views.js"
import { NeuronRow } from "./neuron-row.js"
import { type ColumnKey, flagNames, type NeuronQuery, namedNeurons, neuronRows } from "./neuron-rows.js"
import { RunChoice, useChosenRun } from "./run-choice.js"
import { useActivations } from "./use-activations.js"

const rowsPerPage = 25
const columns = neuronColumns()

/** A row per neuron: all that was measured of it, and how its values are spread. */
export function NeuronsView({ runs }: ViewProps) {
  const run = useChosenRun(runs)
  const { measurement } = run
  const query = useNeuronQuery()
  const [page, setPage] = useQuery<string>("page", "1")
  const named = useMemo(() => namedNeurons(measurement), [measurement])
  const rows = useMemo(() => neuronRows(measurement, named, query), [measurement, named, query])
  const lastPage = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  const first = (Math.min(Number(page) || 1, lastPage) - 1) * rowsPerPage
  const shown = rows.slice(first, first + rowsPerPage)
  const activations = useActivations(run)
  const set = (change: Record<string, string>) => setQuery({ ...change, page: null })
  const layers = measurement.layers.map(({ name }) => ({ value: name, title: name }))
  const flags = flagNames.map((flag) => ({ value: flag, title: flag }))
  const heading = (key: NeuronQuery["sort"], title: string) => (
    <SortHeading
      key={key}
      title={title}
      sorted={query.sort !== key ? null : query.descending ? "descending" : "ascending"}
      onSort={() => sortBy(query, key)}
    />
  )
  return (
    <section className="compare-view" aria-label="Neurons">
      <search className="runs-fields">
        <RunChoice runs={runs} chosen={run} />
        <SearchField label="Find" placeholder="neuron or layer" value={query.find} onChange={(find) => set({ find })} />
        <Choice
          label="Layer"
          value={query.layer}
          options={[{ value: "", title: "All layers" }, ...layers]}
          onChange={(layer) => set({ layer })}
        />
        <Choice
          label="Flag"
          value={query.flag}
          options={[{ value: "", title: "Any" }, ...flags]}
          onChange={(flag) => set({ flag })}
        />
      </search>
      <div className="runs-scroll">
        <table className="compare-neurons">
          <thead>
            <tr>
              {heading("", "Neuron")}
              <th scope="col">Values</th>
              {heading("flags", "Flags")}
              {columns.map(({ key, label }) => heading(key, label))}
            </tr>
          </thead>
          <tbody onKeyDown={moveByArrows}>
            {shown.map((j) => (
              <NeuronRow key={j} run={run} neuron={j} named={named} activations={activations} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="runs-none">No neuron is like that.</p>}
      </div>
      <Pager first={first} shown={shown.length} all={rows.length} perPage={rowsPerPage} onPage={setPage} />
      <p className="runs-quiet">
        Entropies and mean mutual information (with the other neurons measured) in {measurement.settings.unit}; mean,
        SD, minimum and maximum in the units of the activations; kurtosis in excess of the normal's; zeros and ties are
        shares of the examples. Values: a histogram from the least to the greatest
        {activations.state === "ready" && activations.value === null && ", which takes activations: none were kept"}.{" "}
        {shortSettings(measurement.settings)}
      </p>
    </section>
  )
}

function useNeuronQuery(): NeuronQuery {
  const { query } = useRoute()
  const key = JSON.stringify(["find", "layer", "flag", "sort", "order"].map((name) => query.get(name) ?? ""))
  return useMemo(() => {
    const [find, layer, flag, sort, order] = JSON.parse(key)
    const isColumn = sort === "flags" || columns.some((column) => column.key === sort)
    return { find, layer, flag, sort: isColumn ? sort : "", descending: order === "descending" }
  }, [key])
}

/** Numbers are sorted from the greatest at first, names from the start; again, the other way round. */
function sortBy({ sort, descending }: NeuronQuery, key: "" | "flags" | ColumnKey): void {
  const down = sort === key ? !descending : key !== ""
  setQuery({ sort: key, order: down ? "descending" : null, page: null })
}
