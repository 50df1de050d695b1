import { useMemo, useState } from "react"
import { printable } from "#src/errors.js"
import type { ReadOptions } from "#src/readers/options.js"
import { baseName } from "#src/readers/source.js"
import { localEntries } from "../data/local-runs.js"
import { hasServer } from "../data/server.js"
import { useRoute } from "../shell/route.js"
import { ChooseFile } from "./choose-file.js"
import { CommandLine } from "./command-line.js"
import { fieldsOf } from "./fields.js"
import { ForecastView } from "./forecast-view.js"
import { KeepInFolder } from "./keep-in-folder.js"
import { Layers } from "./layers.js"
import { MeasureHere } from "./measure-here.js"
import { MeasuredHere } from "./measured-here.js"
import { ReadingState } from "./reading-state.js"
import { Result } from "./result.js"
import { SettingsForm } from "./settings-form.js"
import { useForecast } from "./use-forecast.js"
import { useMeasuring } from "./use-measuring.js"
import { useReading } from "./use-reading.js"

/** A file from its reading to what came out. */
export function FileMeasurement({ file }: { file: File }) {
  const [options, setOptions] = useState<ReadOptions>({})
  const { reading, layers, stop, again } = useReading(file, options)
  const { query } = useRoute()
  const fields = useMemo(() => fieldsOf(query), [query])
  const worker = reading.state === "read" ? reading.worker : null
  const forecasting = useForecast(worker, fields)
  const { measuring, finished, start, stop: giveUp } = useMeasuring(worker)
  const running = measuring.state === "running"
  const forServer = hasServer && reading.state === "refused" && reading.error.code === "limit-exceeded"
  const forPage = reading.state === "reading" || reading.state === "read"
  return (
    <>
      <section className="measure-file" aria-label="The file">
        <div className="measure-file-head">
          <h2>{printable(file.name)}</h2>
          <ChooseFile title="Choose another" className="quiet-button" />
        </div>
        <ReadingState
          file={file}
          reading={reading}
          options={options}
          onOptions={setOptions}
          onStop={stop}
          onAgain={again}
        />
        {layers !== null && <Layers layers={layers} options={options} disabled={running} onOptions={setOptions} />}
      </section>
      {(forPage || forServer) && (
        <section className="measure-settings" aria-label="How to measure">
          <div className="measure-start">
            {forPage && (
              <>
                <ForecastView forecasting={forecasting} disabled={running} />
                <MeasureHere
                  forecasting={forecasting}
                  measuring={measuring}
                  onStart={() => start(baseName(file.name), fields)}
                  onStop={() => {
                    giveUp()
                    again()
                  }}
                />
              </>
            )}
            {hasServer && (
              <KeepInFolder file={file} options={options} fields={fields} ready={worker !== null || forServer} />
            )}
            <CommandLine file={file.name} options={options} fields={fields} />
          </div>
          <SettingsForm
            fields={fields}
            examples={reading.state === "read" ? reading.shape.examples : null}
            disabled={running}
          />
        </section>
      )}
      {finished !== null && <Result key={finished.id} finished={finished} />}
      <MeasuredHere entries={localEntries()} />
    </>
  )
}
