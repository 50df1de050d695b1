import type { ReactNode } from "react"
import { shortSettings } from "#src/report/settings.js"
import type { RunEntry, SweepEntry } from "#src/server/api.js"
import { runId } from "../data/server-runs.js"
import { StopJob } from "../parts/stop-job.js"
import { href } from "../shell/route.js"
import { count, counted, mean, moment, percent } from "./numbers.js"
import type { Line } from "./run-list.js"

export interface RunLineProps {
  line: Extract<Line, { inSweep: boolean }>
  picked: boolean
  onPick: (picked: boolean, through: boolean) => void
  /** This server measures it, and can stop. */
  stoppable: boolean
}

/** A run of the list. */
export function RunLine({ line: { entry, inSweep }, picked, onPick, stoppable }: RunLineProps) {
  const { path, state, measured, started } = entry
  const name = path === "" ? "the folder itself" : inSweep ? path.slice((entry.sweep ?? "").length + 1) : path
  return (
    <tr className={inSweep ? "runs-inner" : undefined} data-picked={picked}>
      <td>
        <input
          type="checkbox"
          checked={picked}
          disabled={state !== "complete"}
          aria-label={`Pick ${path}`}
          onChange={(event) => onPick(event.currentTarget.checked, isShifted(event.nativeEvent))}
        />
      </td>
      <th scope="row">
        {state === "complete" ? <a href={href("compare", { run: runId(path) })}>{name}</a> : <span>{name}</span>}
        <span className="runs-quiet">
          <About entry={entry} stoppable={stoppable} />
        </span>
      </th>
      <td className="runs-wide">{measured === null ? "—" : count(measured.neurons)}</td>
      <Mean value={measured?.means?.entropy} unit={measured?.settings.unit} />
      <Mean value={measured?.means?.mutualInformation} unit={measured?.settings.unit} />
      <td className="runs-wide">{started === null ? "—" : moment(started)}</td>
    </tr>
  )
}

function About({ entry, stoppable }: { entry: RunEntry; stoppable: boolean }): ReactNode {
  const { state, fault, share, measured, path } = entry
  if (state === "damaged") return <span className="runs-fault">Damaged: {fault}</span>
  if (measured === null) return null
  const { layers, examples, settings, captured } = measured
  const what = `${counted(layers.length, "layer")} · ${counted(examples, "example")}${captured ? " · captured" : ""}`
  return (
    <>
      {state === "in progress" && (
        <span className="runs-progress">
          <progress value={share} aria-label={`Pairs of ${path} measured`} />
          <span>{percent(share)} of the pairs</span>
          {stoppable && <StopJob run={path} />}
        </span>
      )}
      {what} · {shortSettings(settings)}
    </>
  )
}

function Mean({ value, unit }: { value: number | null | undefined; unit: string | undefined }) {
  return (
    <td>
      {mean(value)}
      {value !== null && value !== undefined && <span className="runs-unit"> {unit}</span>}
    </td>
  )
}

export interface SweepLineProps {
  line: Extract<Line, { open: boolean }>
  onToggle: () => void
}

/** A sweep of the list, which unfolds into its runs. */
export function SweepLine({ line: { entry, open, runs }, onToggle }: SweepLineProps) {
  return (
    <tr className="runs-sweep">
      <td>
        <button type="button" className="runs-fold" aria-expanded={open} disabled={runs === 0} onClick={onToggle}>
          <span aria-hidden="true">{open ? "▾" : "▸"}</span>
          <span className="visually-hidden">Runs of {entry.path}</span>
        </button>
      </td>
      <th scope="row">
        {entry.experiment === null ? entry.path : <a href={href("sweep", { path: entry.path })}>{entry.path}</a>}
        <span className="runs-quiet">
          <AboutSweep sweep={entry} runs={runs} />
        </span>
      </th>
      <td className="runs-wide" />
      <td colSpan={2} />
      <td className="runs-wide" />
    </tr>
  )
}

function AboutSweep({ sweep, runs }: { sweep: SweepEntry; runs: number }) {
  const { experiment, complete, fault, done, total, path } = sweep
  if (fault !== null) return <span className="runs-fault">Damaged: {fault}</span>
  return (
    <>
      {!complete && (
        <span className="runs-progress">
          <progress value={total === 0 ? 0 : done / total} aria-label={`Networks of ${path} trained`} />
          <span>
            {count(done)} of {count(total)} networks trained
          </span>
        </span>
      )}
      Sweep of {experiment} · {counted(total, "network")} · {counted(runs, "run")} here
    </>
  )
}

/** A click on a checkbox, or the key that clicks it. */
function isShifted(event: Event): boolean {
  return event instanceof MouseEvent && event.shiftKey
}
