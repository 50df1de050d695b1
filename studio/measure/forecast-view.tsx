import type { ReactNode } from "react"
import { absurdSeconds, type Forecast, isAbsurd, matrixBytes, neuronsPerMinute } from "#src/estimators/forecast.js"
import { costText, duration, gigabytes } from "#src/report/costs.js"
import { setQuery } from "../shell/route.js"
import { memory, threads } from "./machine.js"
import type { Forecasting } from "./use-forecast.js"

/** From here on a sample is offered. */
const longSeconds = 60

/** What measuring will take, before it is started, and how to make it shorter. */
export function ForecastView({ forecasting, disabled }: { forecasting: Forecasting; disabled: boolean }) {
  return (
    <div className="measure-forecast" aria-live="polite" aria-atomic="true">
      <h3>Forecast</h3>
      {forecastOf(forecasting, disabled)}
    </div>
  )
}

function forecastOf(forecasting: Forecasting, disabled: boolean): ReactNode {
  if (forecasting.state === "waiting") return <p className="muted">As soon as the file is read</p>
  if (forecasting.state === "pending") return <p className="muted">Timing some pairs …</p>
  if (forecasting.state === "refused") return <p className="measure-words">{forecasting.error.message}</p>
  const { forecast } = forecasting
  if (forecast === null) return <p>No pairs: what it takes is the reading once more</p>
  if (isAbsurd(forecast, memory)) return <Refusal forecast={forecast} disabled={disabled} />
  return (
    <>
      <p className="measure-time">{forecast.seconds < 1 ? "under a second" : `about ${duration(forecast.seconds)}`}</p>
      <p className="muted small">
        {costText(forecast)}, {threadsText()}
      </p>
      {forecast.seconds > longSeconds && <Sample forecast={forecast} disabled={disabled} />}
    </>
  )
}

function Refusal({ forecast, disabled }: { forecast: Forecast; disabled: boolean }) {
  return (
    <>
      <p>
        Too much for a page: {costText(forecast)} take about {duration(forecast.seconds)}, and their matrix{" "}
        {gigabytes(matrixBytes(forecast))}. At most {duration(absurdSeconds)} and {gigabytes(memory / 2)}, half of the
        memory that this browser tells of, are started here.
      </p>
      <Sample forecast={forecast} disabled={disabled} />
    </>
  )
}

function Sample({ forecast, disabled }: { forecast: Forecast; disabled: boolean }) {
  const perLayer = neuronsPerMinute(forecast)
  return (
    <button type="button" disabled={disabled} onClick={() => setQuery({ neurons: perLayer })}>
      Take {perLayer.toLocaleString("en")} neurons per layer, about a minute
    </button>
  )
}

function threadsText(): string {
  if (threads > 1) return `on ${threads} threads`
  if (crossOriginIsolated) return "on the one thread of this machine"
  return "on one thread: this page is not cross-origin isolated, so that threads cannot share the activations"
}
