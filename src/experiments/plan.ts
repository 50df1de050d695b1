import { requireProbability } from "../datasets/probability.js"
import type { Knob, PlannedModel, SweepDefinition } from "./experiment.js"
import type { ModelSpec } from "./sweep/model-spec.js"

/**
 * Every model of some sweeps, seed after seed, so that an experiment stopped early has whole sweeps. `specify` gives all of a
 * specification but its name, which follows from the model's place.
 */
export function planModels<Sweep extends SweepDefinition>(
  sweeps: readonly Sweep[],
  seeds: number,
  specify: (sweep: Sweep, value: number, seed: number) => Omit<ModelSpec, "id">,
): PlannedModel[] {
  return Array.from({ length: seeds }, (_, seed) =>
    sweeps.flatMap((sweep) =>
      sweep.values.map((value): PlannedModel => {
        const spec = { id: modelId(sweep.knob, value, seed), ...specify(sweep, value, seed) }
        return { knob: sweep.knob, value, seed, spec }
      }),
    ),
  ).flat()
}

/** A sweep with its knob turned to other values. @throws RoteError `bad-option` for one outside 0 … 1 */
export function turned(sweep: SweepDefinition, values: readonly number[]): SweepDefinition {
  for (const value of values) requireProbability(sweep.symbol, value)
  return { ...sweep, values }
}

function modelId(knob: Knob, value: number, seed: number): string {
  return `${knob}-${value}-seed-${seed}`
}
