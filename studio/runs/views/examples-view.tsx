import { useMemo } from "react"
import type { ActivationMatrix } from "#src/activations.js"
import {
  type ActivatingExamplesOptions,
  activatingExamples,
  type InspectedNeuron,
} from "#src/inspection/activating-examples.js"
import type { NeuronMeasure } from "#src/inspection/neuron-order.js"
import { shortSettings } from "#src/report/settings.js"
import type { StudioRun } from "../../data/studio-run.js"
import { Boundary } from "../../parts/boundary.js"
import { Segmented } from "../../parts/segmented.js"
import { Empty, Failure, Loading } from "../../parts/states.js"
import { setQuery, useQuery } from "../../shell/route.js"
import { SearchField } from "../fields.js"
import { RunName } from "../run-name.js"
import type { ViewProps } from "../views.js"
import { InspectedNeuronCard } from "./inspected-neuron.js"
import { useChosenRun } from "./run-choice.js"
import { useActivations } from "./use-activations.js"

const measures: { value: NeuronMeasure; title: string }[] = [
  { value: "entropy", title: "Entropy" },
  { value: "mutualInformation", title: "Mean MI" },
]

const measureNames: Record<NeuronMeasure, string> = { entropy: "entropy", mutualInformation: "mean mutual information" }

/** The examples that activate neurons most: those of the least and greatest entropy or mean MI, or those named. */
export function ExamplesView({ runs }: ViewProps) {
  const [by, setBy] = useQuery<NeuronMeasure>("by", "entropy")
  const [neuron] = useQuery<string>("neuron", "")
  const chosen = useChosenRun(runs)
  const shown = neuron === "" ? runs : [chosen]
  const { settings } = runs[0].measurement
  const measure = settings.mutualInformation === null || by !== "mutualInformation" ? "entropy" : by
  return (
    <section className="compare-view" aria-label="Most activating examples">
      <div className="runs-fields">
        {settings.mutualInformation !== null && (
          <Segmented label="Neurons by" value={measure} options={measures} onChange={setBy} />
        )}
        <SearchField
          label="Or these neurons"
          placeholder={`${runs[0].measurement.layers[0]?.name ?? "layer"}[0], …`}
          value={neuron}
          onChange={(names) => setQuery({ neuron: names })}
        />
      </div>
      <div className="compare-columns">
        {shown.map((run) => (
          <RunExamples key={run.id} run={run} index={runs.indexOf(run)} by={measure} neuron={neuron} />
        ))}
      </div>
      <p className="runs-quiet">
        The examples of each neuron's highest activations, by their place in the input, counted from 0; the bars reach
        from a neuron's least value to its greatest. Dead and constant neurons are left out. {shortSettings(settings)}
      </p>
    </section>
  )
}

interface RunExamplesProps {
  run: StudioRun
  index: number
  by: NeuronMeasure
  neuron: string
}

function RunExamples({ run, index, by, neuron }: RunExamplesProps) {
  const activations = useActivations(run)
  return (
    <div className="compare-column">
      <h2 className="compare-column-head">
        <RunName index={index} name={run.name} />
      </h2>
      {activations.state === "loading" && <Loading what="activations" />}
      {activations.state === "failed" && <Failure error={activations.error} />}
      {activations.state === "ready" && activations.value === null && <NotKept />}
      {activations.state === "ready" && activations.value !== null && (
        <Boundary key={neuron}>
          <Inspected run={run} activations={activations.value} by={by} neuron={neuron} />
        </Boundary>
      )}
    </div>
  )
}

/** What to do where a view needs activations that a run did not keep. */
export function NotKept() {
  return (
    <Empty title="No activations were kept">
      <p>
        The run has its measures alone. <code>rote measure</code> keeps the activations beside them unless it is told{" "}
        <code>--no-activations</code>: measured again, the run has them.
      </p>
    </Empty>
  )
}

function Inspected({
  run,
  activations,
  by,
  neuron,
}: Omit<RunExamplesProps, "index"> & { activations: ActivationMatrix }) {
  const inspected = useMemo(
    () => activatingExamples(activations, run.measurement, optionsOf(by, neuron)),
    [activations, run, by, neuron],
  )
  if (inspected.length === 0) return <p>No neuron of this run varies.</p>
  return inspected.map((each, i) => (
    <div key={each.neuron}>
      {each.place !== inspected[i - 1]?.place && <h3 className="compare-place">{placeTitle(each.place, by)}</h3>}
      <InspectedNeuronCard run={run} inspected={each} />
    </div>
  ))
}

function optionsOf(by: NeuronMeasure, neuron: string): ActivatingExamplesOptions {
  const names = neuron.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]))
  return names.length === 0 ? { by } : { by, neurons: names }
}

function placeTitle(place: InspectedNeuron["place"], by: NeuronMeasure): string {
  if (place === "named") return "As named"
  return `${place === "lowest" ? "Lowest" : "Highest"} ${measureNames[by]}`
}
