import { useId } from "react"
import { layerTitle, measureTitles } from "#src/experiments/report/loaded-model.js"
import { sideTitles } from "#src/experiments/report/side-words.js"
import { capitalised } from "#src/experiments/report/trend-words.js"
import type { SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { measures } from "#src/experiments/sweep/trend-table.js"
import { Segmented } from "../parts/segmented.js"
import { type Choice, type ChoiceSetters, layersOf, sidesOf, together } from "./use-choice.js"

/** What of the sweep is on show: which knob, which measure of which layers, on which side where there are several. */
export function Choosers({ file, choice }: { file: SweepFile; choice: Choice & ChoiceSetters }) {
  const layer = useId()
  const { sweeps, models } = file
  const sides = sidesOf(models, choice.measure)
  return (
    <div className="sweep-choosers">
      {sweeps.length > 1 && (
        <Segmented
          label="Knob"
          value={choice.sweep.knob}
          options={sweeps.map(({ knob }) => ({ value: knob, title: capitalised(knob.replace("-", ", ")) }))}
          onChange={choice.setKnob}
        />
      )}
      <Segmented
        label="Measure"
        value={choice.measure}
        options={measures.map((value) => ({ value, title: measureTitles[value] }))}
        onChange={choice.setMeasure}
      />
      {sides.length > 1 && (
        <Segmented
          label="Activations"
          value={choice.side}
          options={sides.map((value) => ({ value, title: capitalised(sideTitles[value]) }))}
          onChange={choice.setSide}
        />
      )}
      <div className="sweep-select">
        <label htmlFor={layer}>Layer</label>
        <select id={layer} value={choice.layer} onChange={(event) => choice.setLayer(event.currentTarget.value)}>
          <option value="">Every layer</option>
          <option value={together}>All layers together</option>
          {layersOf(models, choice.sweep).map((name) => (
            <option key={name} value={name}>
              {layerTitle(name)}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
