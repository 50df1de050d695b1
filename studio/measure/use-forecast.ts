import { useEffect, useState } from "react"
import type { Forecast } from "#src/estimators/forecast.js"
import { type Fields, measureOptions } from "./fields.js"
import type { MeasuringWorker } from "./measuring-worker.js"

export type Forecasting =
  /** Until the file is read. */
  | { state: "waiting" }
  | { state: "pending" }
  | { state: "refused"; error: Error }
  /** Null where no pairs are to be measured. */
  | { state: "told"; forecast: Forecast | null }

/** Long enough that a number can be typed to its end. */
const pauseMs = 200

/** What measuring with these fields would take here: some pairs are measured to tell. Refused where they do not suit the activations. */
export function useForecast(worker: MeasuringWorker | null, fields: Fields): Forecasting {
  const [told, setTold] = useState<{ key: string; worker: MeasuringWorker; forecasting: Forecasting } | null>(null)
  const key = JSON.stringify(fields)
  useEffect(() => {
    if (worker === null) return
    let over = false
    const timer = setTimeout(async () => {
      const forecasting = await worker.ask("forecast", measureOptions(JSON.parse(key))).then(
        (forecast): Forecasting => ({ state: "told", forecast }),
        (error): Forecasting => ({ state: "refused", error }),
      )
      if (!over) setTold({ key, worker, forecasting })
    }, pauseMs)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [worker, key])
  if (worker === null) return { state: "waiting" }
  return told !== null && told.key === key && told.worker === worker ? told.forecasting : { state: "pending" }
}
