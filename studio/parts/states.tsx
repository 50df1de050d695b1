import type { ReactNode } from "react"

/** Nothing to show, and what would change that. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** What is on its way, with the share done where it is known. */
export function Loading({ what, share }: { what: string; share?: number | undefined }) {
  return (
    <div className="state" role="status">
      <p>Loading {what} …</p>
      {share !== undefined && <progress value={share} aria-label={`Loading ${what}`} />}
    </div>
  )
}

/** What went wrong, in the words of the error, and a way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="state state-failure" role="alert">
      <h2>That did not work</h2>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  )
}
