import type { RunFault } from "../data/use-runs.js"
import { percent } from "./numbers.js"

export interface RunNoticeProps {
  fault: RunFault
  /** Of its pairs measured, where it is in progress: then it comes by itself. */
  share: number | undefined
  onRetry: () => void
  onLeaveOut: () => void
}

/** In place of a run that was picked and cannot be shown. */
export function RunNotice({ fault: { name, error }, share, onRetry, onLeaveOut }: RunNoticeProps) {
  const leaveOut = (
    <button type="button" onClick={onLeaveOut}>
      Leave it out
    </button>
  )
  if (share !== undefined) {
    return (
      <div className="runs-notice runs-notice-waiting">
        <p>
          <strong>{name}</strong> is not complete yet: {percent(share)} of the pairs are measured. It is shown as soon
          as it is.
        </p>
        <progress value={share} aria-label={`Pairs of ${name} measured`} />
        <p>{leaveOut}</p>
      </div>
    )
  }
  return (
    <div className="runs-notice" role="alert">
      <p>
        <strong>{name}</strong> cannot be shown: {error instanceof Error ? error.message : String(error)}
      </p>
      <p className="runs-actions">
        <button type="button" onClick={onRetry}>
          Try again
        </button>
        {leaveOut}
      </p>
    </div>
  )
}
