import type { SweepDefinition } from "#src/experiments/experiment.js"
import { meansOn, measuredSides } from "#src/experiments/sweep/model-result.js"
import type { Side } from "#src/experiments/sweep/model-spec.js"
import type { SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { type Measure, measures, measuresOn } from "#src/experiments/sweep/trend-table.js"
import { useQuery } from "../shell/route.js"

/** In the address, for the neurons of all layers together; every layer beside each other is the empty text. */
export const together = "*"

/** What of a sweep is on show, kept in the address. */
export interface Choice {
  sweep: SweepDefinition
  measure: Measure
  side: Side
  /** Name of a layer, `together`, or empty for every layer. */
  layer: string
}

export interface ChoiceSetters {
  setKnob: (knob: string) => void
  setMeasure: (measure: Measure) => void
  setSide: (side: Side) => void
  setLayer: (layer: string) => void
}

/** What the address says, as far as this sweep has it. */
export function useChoice({ sweeps, models }: SweepFile): Choice & ChoiceSetters {
  const [knob, setKnob] = useQuery<string>("knob", sweeps[0].knob)
  const [asked, setMeasure] = useQuery<Measure>("measure", "entropy")
  const [side, setSide] = useQuery<Side | "">("side", "")
  const [layer, setLayer] = useQuery<string>("layer", "")
  const sweep = sweeps.find((each) => each.knob === knob) ?? sweeps[0]
  const known = layersOf(models, sweep)
  const measure = measures.includes(asked) ? asked : "entropy"
  const sides = sidesOf(models, measure)
  return {
    sweep,
    measure,
    side: sides.find((each) => each === side) ?? sides[0],
    layer: layer === together || known.includes(layer) ? layer : "",
    setKnob,
    setMeasure,
    setSide,
    setLayer,
  }
}

/** From input to output; none before a model is complete. */
export function layersOf(models: SweepFile["models"], { knob }: SweepDefinition): string[] {
  const result = models.find((model) => model.knob === knob && model.result !== null)?.result
  return result ? meansOn(result, measuredSides(result)[0]).flatMap(({ layer }) => layer ?? []) : []
}

/** Those that a measure was taken on, never none: before a model is complete, where that would be of most networks. */
export function sidesOf(models: SweepFile["models"], measure: Measure): [Side, ...Side[]] {
  const result = models.find((model) => model.result !== null)?.result
  const [first = "pre", ...others] = result ? measuredSides(result) : []
  return [first, ...others.filter((side) => measuresOn(side).includes(measure))]
}

/** Whether a layer (null: all together) is among those chosen. */
export function isChosen(chosen: string, layer: string | null): boolean {
  return chosen === "" || (layer ?? together) === chosen
}
