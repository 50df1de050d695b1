import { useCallback, useMemo } from "react"
import { liveAccuracy } from "#src/experiments/circles/live/views.js"
import { switchOff } from "#src/networks/switch-off.js"
import { Figure } from "../../parts/figure.js"
import { drawSurface } from "../live/drawings.js"
import { NetworkChoice } from "../live/network-choice.js"
import type { ShownNetwork } from "../live/use-course.js"
import type { View } from "../view.js"
import { liveEstimators, nats, neuronName, percent } from "../words.js"
import { drawRelations, drawResponse } from "./neuron-drawings.js"
import { NeuronStrip } from "./neuron-strip.js"

export interface NeuronSectionProps {
  network: ShownNetwork
  view: View
  change: (view: Partial<View>) => void
}

/** One neuron of one network: where it answers, what it shares with the others, and what happens without it. */
export function NeuronSection({ network, view, change }: NeuronSectionProps) {
  const { moment, data, name } = network
  const { neuron, off, slice } = view
  const response = useMemo(() => drawResponse(moment, data, neuron, slice), [moment, data, neuron, slice])
  const relations = useMemo(() => drawRelations(moment, neuron, name), [moment, neuron, name])
  const choose = useCallback((next: number) => change({ neuron: next }), [change])
  const toggle = useCallback(
    (which: number) => change({ off: off.includes(which) ? off.filter((each) => each !== which) : [...off, which] }),
    [off, change],
  )
  const isOff = off.includes(neuron)
  return (
    <section className="explorable-part" aria-labelledby="explorable-neurons">
      <div className="prose">
        <h2 id="explorable-neurons">Look at a single neuron, and switch it off</h2>
        <p>
          Each small picture is a neuron: bright where in the plane it answers. Where a shortcut was learned, many are
          all bright or all dark, and alike; where examples were learned by heart, each has corners of its own.
        </p>
      </div>
      <div className="explorable-neuron">
        <div className="explorable-neuron-facts">
          <NetworkChoice value={name} change={change} />
          <NeuronStrip moment={moment} slice={slice} neuron={neuron} off={off} onChoose={choose} onSwitch={toggle} />
          <h3>{capital(neuronName(neuron))}</h3>
          <div className="explorable-buttons">
            <button type="button" aria-pressed={isOff} onClick={() => toggle(neuron)}>
              {isOff ? "Switch it on" : "Switch it off"}
            </button>
            <button type="button" disabled={off.length === 0} onClick={() => change({ off: [] })}>
              All on
            </button>
          </div>
          <Figure
            name={`rote-neuron-${name}-${neuron}-information`}
            draw={relations}
            ratio={0.1}
            maxWidth={380}
            caption={
              moment === null ? "Loading …" : `H ${nats(moment.measures.entropy[neuron])} nats. ${liveEstimators}`
            }
          />
        </div>
        <Figure
          name={`rote-neuron-${name}-${neuron}`}
          draw={response}
          ratio={1.22}
          maxWidth={380}
          caption="Where it answers, and how much; darkest where it is silent"
        />
        <Without network={network} off={off} slice={view.slice} />
      </div>
    </section>
  )
}

const asked = {
  fresh: "fresh points like those it was trained on",
  neutral: "where z says nothing",
  misleading: "where z names the other circle",
} as const

/** The network as it is without the neurons that are switched off. */
function Without({
  network: { name, moment, data },
  off,
  slice,
}: {
  network: ShownNetwork
  off: readonly number[]
  slice: View["slice"]
}) {
  const without = useMemo(
    () => (moment === null ? null : { ...moment, parameters: switchOff(moment.parameters, off) }),
    [moment, off],
  )
  const accuracy = useMemo(() => without && liveAccuracy(without.parameters, data), [without, data])
  const surface = useMemo(() => drawSurface(without, data, slice), [without, data, slice])
  const count = off.length === 0 ? "With all its neurons" : `Without ${off.length} of its 32 neurons`
  return (
    <div className="explorable-without">
      <Figure
        name={`rote-without-${name}`}
        draw={surface}
        ratio={1.05}
        maxWidth={340}
        caption={`${count}: its answer`}
      />
      <table>
        <caption className="visually-hidden">Share of right answers</caption>
        <thead>
          <tr>
            <th scope="col">right answers</th>
            <th scope="col">all on</th>
            <th scope="col">now</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(asked).map(([kind, words]) => (
            <tr key={kind}>
              <th scope="row">{words}</th>
              <td>{moment && percent(moment.accuracy[kind as keyof typeof asked])}</td>
              <td data-kind={kind}>{accuracy && percent(accuracy[kind as keyof typeof asked])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
