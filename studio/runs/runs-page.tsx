import { localEntries } from "../data/local-runs.js"
import { hasServer } from "../data/server.js"
import { type FolderState, useFolder } from "../data/use-folder.js"
import { Empty, Failure, Loading } from "../parts/states.js"
import { href } from "../shell/route.js"
import { JobList } from "./job-list.js"
import { RunList } from "./run-list-view.js"
import { usePicking } from "./use-picking.js"
import "./runs.css"

/** The runs and sweeps of the folder, as they come, to pick some and look at them. */
export function RunsPage() {
  return hasServer ? <FolderPage /> : <NoServer />
}

function NoServer() {
  return (
    <Empty title="There are no runs here">
      <p>
        Runs are folders on your disk. <code>rote studio DIR</code> shows those in DIR in a page like this one.
      </p>
      <a href={href("measure")}>Measure a file in this page</a>
    </Empty>
  )
}

function FolderPage() {
  const { folder, error } = useFolder()
  const picking = usePicking()
  if (folder === null) return error === null ? <Loading what="the folder" /> : <Failure error={error} />
  const entries = [...localEntries(), ...folder.entries]
  return (
    <div className="runs">
      <header className="runs-head">
        <h1>Runs</h1>
        <p className="runs-quiet">
          in <code>{folder.name}</code> · rote {folder.version}
        </p>
      </header>
      <Unreachable error={error} />
      <JobList jobs={folder.jobs} />
      {entries.length === 0 ? (
        <EmptyFolder name={folder.name} />
      ) : (
        <RunList entries={entries} jobs={folder.jobs} picking={picking} />
      )}
    </div>
  )
}

function Unreachable({ error }: Pick<FolderState, "error">) {
  if (error === null) return null
  return (
    <p className="runs-notice" role="alert">
      What follows may be old: {error instanceof Error ? error.message : String(error)}
    </p>
  )
}

function EmptyFolder({ name }: { name: string }) {
  return (
    <Empty title="No runs yet">
      <p>They appear here as they are made, in this folder or any within it:</p>
      <pre>rote measure activations.npz --out {name}/first</pre>
      <p>
        Or drop a file of activations anywhere on this page, or <a href={href("measure")}>choose one</a>.
      </p>
    </Empty>
  )
}
