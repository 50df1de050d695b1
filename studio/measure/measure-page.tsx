import { localEntries } from "../data/local-runs.js"
import { hasServer } from "../data/server.js"
import { useOffer } from "../shell/offered-file.js"
import { FileMeasurement } from "./file-measurement.js"
import { Jobs } from "./jobs.js"
import { MeasuredHere } from "./measured-here.js"
import { Start } from "./start.js"
import "./measure.css"

/** Measures a file dropped or chosen: in the page, or by the server where there is one. */
export function MeasurePage() {
  const offer = useOffer()
  return (
    <div className="measure-page">
      <h1>Measure a file</h1>
      {offer === null ? <Start /> : <FileMeasurement key={offer.id} file={offer.file} />}
      {offer === null && <MeasuredHere entries={localEntries()} />}
      {hasServer && <Jobs />}
    </div>
  )
}
