import { useCallback } from "react"
import { type LiveSettings, liveNetworks } from "#src/experiments/circles/live/settings.js"
import { Segmented } from "../../parts/segmented.js"
import { Failure } from "../../parts/states.js"
import { useView } from "../view.js"
import { titles } from "../words.js"
import { Seed, SliceChoice } from "./knobs.js"
import { MeasureFigures } from "./measure-figures.js"
import { NetworkColumn } from "./network-column.js"
import { Transport } from "./transport.js"
import { useCourse } from "./use-course.js"

/** Three networks in training, what they say, what their neurons do, and what that comes to. */
export function Live() {
  const [view, change] = useView()
  const { training, networks, shown } = useCourse(view)
  const { settings } = view
  const changeSettings = useCallback(
    (changes: Partial<LiveSettings>) => change({ settings: { ...settings, ...changes }, epoch: null }),
    [settings, change],
  )
  if (training.state === "failed") return <Failure error={training.error} onRetry={training.reset} />
  return (
    <section className="explorable-live" aria-label="Three networks in training">
      <Transport training={training} shown={shown} change={change} />
      <div className="explorable-choices">
        <SliceChoice slice={view.slice} onChange={(slice) => change({ slice })} />
        <Seed value={view.settings.seed} onChange={(seed) => changeSettings({ seed })} />
      </div>
      <div className="explorable-switch">
        <Segmented
          label="Network on show"
          value={view.network}
          options={liveNetworks.map((name) => ({ value: name, title: titles[name] }))}
          onChange={(network) => change({ network, off: [] })}
        />
      </div>
      <div className="explorable-networks" data-chosen={view.network}>
        {networks.map((network) => (
          <NetworkColumn
            key={network.name}
            network={network}
            settings={view.settings}
            changeSettings={changeSettings}
            slice={view.slice}
            neuron={network.name === view.network ? view.neuron : null}
            change={change}
          />
        ))}
      </div>
      <MeasureFigures networks={networks} shown={shown} />
    </section>
  )
}
