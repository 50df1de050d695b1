import type { Job } from "#src/server/api.js"
import { StopJob } from "../parts/stop-job.js"
import { href } from "../shell/route.js"

/** Measurements that this server runs, and those that failed: what they said last. */
export function JobList({ jobs }: { jobs: readonly Job[] }) {
  const told = jobs.filter(({ state }) => state === "running" || state === "failed")
  if (told.length === 0) return null
  return (
    <section aria-label="Measurements started here">
      <ul className="runs-jobs">
        {told.map(({ run, state, message }) => (
          <li key={run} className={state === "failed" ? "runs-job runs-job-failed" : "runs-job"}>
            <strong>{run}</strong>
            <span>{state === "failed" ? `failed: ${message}` : message || "is measured"}</span>
            {state === "running" && <StopJob run={run} />}
          </li>
        ))}
      </ul>
      {told.some(({ state }) => state === "failed") && (
        <p className="runs-quiet">
          <a href={href("measure")}>Measure again</a>
        </p>
      )}
    </section>
  )
}
