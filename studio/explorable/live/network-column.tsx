import { memo, type PointerEvent, useMemo } from "react"
import type { LiveMeasures } from "#src/experiments/circles/live/measures.js"
import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import { type LiveSettings, liveNetworks } from "#src/experiments/circles/live/settings.js"
import { activationMargins } from "#src/plots/circles/activation-panel.js"
import { pageTheme, runColour } from "#src/plots/theme.js"
import { Figure } from "../../parts/figure.js"
import { neuronCount, type Slice, type View } from "../view.js"
import { nats, percent, titles, trainedOn } from "../words.js"
import { drawActivations, drawSurface, heatMapHeight } from "./drawings.js"
import { type ChangeSettings, Knob } from "./knobs.js"
import type { ShownNetwork } from "./use-course.js"

export interface NetworkColumnProps {
  network: ShownNetwork
  settings: LiveSettings
  changeSettings: ChangeSettings
  slice: Slice
  /** The chosen neuron, where this is the network it is of. */
  neuron: number | null
  change: (view: Partial<View>) => void
}

/** One network: what it says of the plane, and its neurons' activations. */
export const NetworkColumn = memo(function NetworkColumn({
  network,
  settings,
  changeSettings,
  slice,
  neuron,
  change,
}: NetworkColumnProps) {
  const { name, data, moment } = network
  const surface = useMemo(() => drawSurface(moment, data, slice), [moment, data, slice])
  const activations = useMemo(() => drawActivations(moment, data), [moment, data])
  const choose = (event: PointerEvent) => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const row = Math.floor(((event.clientY - top) / height) * neuronCount)
    if (row >= 0 && row < neuronCount) change(row === neuron ? {} : { network: name, neuron: row, off: [] })
  }
  return (
    <section className="explorable-network" aria-label={titles[name]}>
      <h3>
        <span className="explorable-swatch" style={{ background: runColour(pageTheme, liveNetworks.indexOf(name)) }} />
        {titles[name]}
      </h3>
      <p className="small muted explorable-trained">{trainedOn(name, settings)}</p>
      <div className="explorable-knob">
        <Knob name={name} settings={settings} change={changeSettings} />
      </div>
      <Figure
        name={`rote-surface-${name}`}
        draw={surface}
        ratio={1.045}
        maxWidth={380}
        caption={moment === null ? "Loading …" : accuracyWords(moment.accuracy)}
      />
      <div className="explorable-heat">
        <Figure
          name={`rote-activations-${name}`}
          draw={activations}
          ratio={0.1}
          maxWidth={380}
          caption={moment === null ? "Loading …" : measureWords(moment.measures.means)}
        >
          <div
            className="explorable-rows"
            style={{ height: heatMapHeight, left: activationMargins.marginLeft }}
            onPointerMove={choose}
            onPointerDown={choose}
          >
            {neuron !== null && (
              <div
                className="explorable-row"
                style={{ top: `${(100 * neuron) / neuronCount}%`, height: `${100 / neuronCount}%` }}
              />
            )}
          </div>
        </Figure>
      </div>
    </section>
  )
})

function accuracyWords({ training, neutral }: LiveMoment["accuracy"]): string {
  return `Right on ${percent(training)} of its training points, on ${percent(neutral)} where z says nothing`
}

function measureWords({ entropy, mutualInformation }: LiveMeasures["means"]): string {
  return `Mean H ${nats(entropy)}, mean MI ${nats(mutualInformation)} nats`
}
