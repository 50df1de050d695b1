import type { InspectedNeuron } from "#src/inspection/activating-examples.js"
import type { StudioRun } from "../../data/studio-run.js"
import { count, decimal, mean } from "../numbers.js"
import { viewHref } from "../views.js"

/** A neuron and the examples that it answers to most. */
export function InspectedNeuronCard({ run, inspected }: { run: StudioRun; inspected: InspectedNeuron }) {
  const { label, entropy, meanMutualInformation, examples } = inspected
  const { unit } = run.measurement.settings
  const { minimum, maximum } = run.measurement.neuronTable
  const [low, high] = [minimum[inspected.neuron], maximum[inspected.neuron]]
  return (
    <article className="compare-neuron" aria-label={label}>
      <p className="compare-neuron-head">
        <a href={viewHref("neurons", { of: run.id, find: label })}>{label}</a>
        <span className="runs-quiet">
          H {decimal(entropy)} {unit}
          {meanMutualInformation !== null && ` · MI ${mean(meanMutualInformation)} ${unit}`}
        </span>
      </p>
      <ol className="compare-examples">
        {examples.map(({ example, activation }) => (
          <li key={example}>
            <span>example {count(run.rowExamples?.[example] ?? example)}</span>
            <span className="compare-bar" aria-hidden="true">
              <span style={{ inlineSize: `${(100 * (activation - low)) / (high - low || 1)}%` }} />
            </span>
            <span className="compare-activation">{activation.toPrecision(4).replace("-", "−")}</span>
          </li>
        ))}
      </ol>
    </article>
  )
}
