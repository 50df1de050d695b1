import { useMemo } from "react"
import { experiments } from "#src/experiments/experiments.js"
import { measureSettings } from "#src/experiments/report/describe-models.js"
import { settingsOf, sweepTitle } from "#src/experiments/report/loaded-model.js"
import { experimentTexts } from "#src/experiments/report/texts/experiment-text.js"
import { completeModels, type SweepFile } from "#src/experiments/sweep/sweep-file.js"
import type { SweptModel } from "#src/experiments/sweep/trend-table.js"
import { shortSettings } from "#src/report/settings.js"
import { Empty } from "../parts/states.js"
import { Choosers } from "./choosers.js"
import { CloserLook } from "./closer.js"
import { KnobFigure } from "./knob-figure.js"
import { ModelsTable } from "./models-table.js"
import { SweepHeader } from "./sweep-header.js"
import { Training } from "./training.js"
import { Trends } from "./trends.js"
import { type Choice, useChoice } from "./use-choice.js"
import { useModels } from "./use-models.js"

export interface SweepViewProps {
  path: string
  file: SweepFile
  /** Why it could not be read again. */
  error: unknown
}

/** All of a sweep: what was turned, what came of it, and the networks themselves. */
export function SweepView({ path, file, error }: SweepViewProps) {
  if (file.sweeps.length === 0) return <Empty title="This sweep turns nothing" />
  return (
    <>
      <SweepHeader
        path={path}
        file={file}
        error={error}
        title={experiments[file.experiment]?.title ?? file.experiment}
      />
      <Chosen path={path} file={file} />
    </>
  )
}

function Chosen({ path, file }: Omit<SweepViewProps, "error">) {
  const choice = useChoice(file)
  return (
    <div className="sweep">
      <Choosers file={file} choice={choice} />
      <OneKnob key={choice.sweep.knob} path={path} file={file} choice={choice} />
    </div>
  )
}

function OneKnob({ path, file, choice }: Omit<SweepViewProps, "error"> & { choice: Choice }) {
  const { sweep } = choice
  const complete = useMemo(() => completeModels(file).filter(({ knob }) => knob === sweep.knob), [file, sweep])
  const settings = useMemo(() => settingsOf(sweep, complete), [sweep, complete])
  const loaded = useModels(path, complete)
  const turned = experimentTexts[file.experiment]?.knobs[sweep.knob]
  return (
    <>
      <section className="sweep-section" aria-labelledby="sweep-knob">
        <h2 id="sweep-knob">{sweepTitle(sweep)}</h2>
        {turned && <p className="prose muted">{turned}</p>}
        {settings.length === 0 ? (
          <Empty title="No network of it is there yet">
            <p>The first numbers come as soon as one is trained and measured.</p>
          </Empty>
        ) : (
          <>
            <KnobFigure settings={settings} choice={choice} />
            <p className="small muted sweep-settings">{loaded.state === "ready" && settingsLine(loaded.value)}</p>
          </>
        )}
      </section>
      {settings.length > 0 && (
        <>
          <section className="sweep-section" aria-labelledby="sweep-order">
            <h2 id="sweep-order">Does it go as the paper claims?</h2>
            <Trends models={complete} trends={file.trends} choice={choice} />
          </section>
          <Training loaded={loaded} choice={choice} />
          <CloserLook path={path} settings={settings} choice={choice} />
        </>
      )}
      <ModelsTable path={path} models={file.models.filter(({ knob }) => knob === sweep.knob)} choice={choice} />
    </>
  )
}

/** How the networks were measured, which all share. */
function settingsLine([first]: readonly SweptModel[]): string {
  return shortSettings(measureSettings(first.result.spec))
}
