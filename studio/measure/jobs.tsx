import type { Folder, Job } from "#src/server/api.js"
import { useFolder } from "../data/use-folder.js"
import { StopJob } from "../parts/stop-job.js"
import { href } from "../shell/route.js"

/** Measurements that the server has been asked for, live; they are there after the page is loaded anew. */
export function Jobs() {
  const { folder } = useFolder()
  if (folder === null || folder.jobs.length === 0) return null
  return (
    <section className="measure-jobs">
      <h2>Measured by the server</h2>
      <ul>
        {folder.jobs.map((job) => (
          <li key={job.run}>
            <JobLine job={job} share={shareOf(folder, job)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function shareOf({ entries }: Folder, { run }: Job): number {
  const entry = entries.find(({ path }) => path === run)
  return entry?.kind === "run" ? entry.share : 0
}

function JobLine({ job: { run, state, message }, share }: { job: Job; share: number }) {
  return (
    <>
      <p className="measure-job">
        {state === "done" ? <a href={href("compare", { run })}>{run}</a> : <strong>{run}</strong>}
        <span className="muted small" role="status">
          {state}
        </span>
        {state === "running" && <StopJob run={run} />}
      </p>
      {state === "running" && <progress value={share} aria-label={`Pairs of ${run} measured`} />}
      {state !== "done" && (
        <p className={state === "failed" ? "measure-words measure-danger" : "muted small"}>{inWords(message)}</p>
      )}
    </>
  )
}

/** What the command line said, without the bar that it draws of characters. */
function inWords(message: string): string {
  return message.replace(/ \[[=-]+\]/, "").replace(/^stopped: /, "")
}
