import type { ScatterGroup } from "#src/plots/neuron-scatter.js"
import type { StudioRun } from "../../data/studio-run.js"
import type { ColumnKey } from "./neuron-rows.js"

export type ColouredBy = "run" | "layer"

/** Neurons of one colour, and which they are. */
export interface NeuronGroup extends ScatterGroup {
  neurons: { run: StudioRun; neuron: number }[]
}

/** All neurons of the runs by two columns of their table: a group for each run, or for each layer of all of them. */
export function scatterGroups(runs: readonly StudioRun[], x: ColumnKey, y: ColumnKey, by: ColouredBy): NeuronGroup[] {
  const groups = new Map<string, StudioRun[]>()
  for (const run of runs) {
    const names = by === "run" ? [run.name] : run.measurement.layers.map(({ name }) => name)
    for (const name of names) groups.set(name, [...(groups.get(name) ?? []), run])
  }
  return [...groups].map(([name, members]) => {
    const neurons = members.flatMap((run) => neuronsOf(run, by === "run" ? null : name))
    const column = (key: ColumnKey) =>
      Float64Array.from(neurons, ({ run, neuron }) => run.measurement.neuronTable[key][neuron])
    return { name, x: column(x), y: column(y), neurons }
  })
}

function neuronsOf(run: StudioRun, layer: string | null): NeuronGroup["neurons"] {
  return run.measurement.layers
    .filter(({ name }) => layer === null || name === layer)
    .flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => ({ run, neuron: start + i })))
}
