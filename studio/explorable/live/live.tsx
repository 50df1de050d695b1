import { useCallback } from "react"
import type { LiveSettings } from "#src/experiments/circles/live/settings.js"
import { Failure } from "../../parts/states.js"
import { NeuronSection } from "../neurons/neuron-section.js"
import { useView } from "../view.js"
import { InSight } from "./in-sight.js"
import { Seed, SliceChoice } from "./knobs.js"
import { MeasureFigures } from "./measure-figures.js"
import { NetworkChoice } from "./network-choice.js"
import { NetworkColumn } from "./network-column.js"
import { Outcome } from "./outcome.js"
import { Transport } from "./transport.js"
import { useCourse } from "./use-course.js"

/** Three networks in training, what they say, what their neurons do, and what that comes to. */
export function Live() {
  const [view, change] = useView()
  const { training, networks, shown, moving } = useCourse(view)
  const { settings } = view
  const changeSettings = useCallback(
    (changes: Partial<LiveSettings>) => change({ settings: { ...settings, ...changes }, epoch: null }),
    [settings, change],
  )
  if (training.state === "failed") return <Failure error={training.error} onRetry={training.reset} />
  return (
    <>
      <section className="explorable-live" aria-labelledby="explorable-live">
        <h2 id="explorable-live" className="visually-hidden">
          Three networks in training
        </h2>
        <Transport training={training} shown={shown} change={change} />
        <div className="explorable-choices">
          <SliceChoice slice={view.slice} onChange={(slice) => change({ slice })} />
          <Seed value={settings.seed} onChange={(seed) => changeSettings({ seed })} />
        </div>
        <div className="explorable-switch">
          <NetworkChoice value={view.network} change={change} />
        </div>
        <InSight value={networks} moving={moving}>
          {(seen) => (
            <div className="explorable-networks" data-chosen={view.network}>
              {seen.map((network) => (
                <NetworkColumn
                  key={network.name}
                  network={network}
                  settings={settings}
                  changeSettings={changeSettings}
                  slice={view.slice}
                  neuron={network.name === view.network ? view.neuron : null}
                  change={change}
                />
              ))}
            </div>
          )}
        </InSight>
        <InSight value={networks} moving={moving}>
          {(seen) => <MeasureFigures networks={seen} />}
        </InSight>
      </section>
      <InSight value={networks} moving={moving}>
        {(seen) => (
          <NeuronSection network={seen.find(({ name }) => name === view.network)!} view={view} change={change} />
        )}
      </InSight>
      <Outcome networks={networks} settings={training.settings} moving={moving} />
    </>
  )
}
