import { hasServer } from "../data/server.js"
import { Empty, Failure, Loading } from "../parts/states.js"
import { href, useQuery } from "../shell/route.js"
import { SweepView } from "./sweep-view.js"
import { useSweep } from "./use-sweep.js"
import "./sweep.css"

/** A sweep directory of `rote experiment`, while it is made and afterwards. */
export function SweepPage() {
  const [path] = useQuery<string>("path", "")
  if (!hasServer || path === "") {
    return (
      <Empty title="No sweep is chosen">
        {hasServer ? (
          <p>
            Choose one of the <a href={href("runs")}>runs and sweeps</a> of the folder.
          </p>
        ) : (
          <p>
            <code>rote studio</code> shows the sweeps of a folder on your own machine.
          </p>
        )}
      </Empty>
    )
  }
  return <Sweep key={path} path={path} />
}

function Sweep({ path }: { path: string }) {
  const { file, error } = useSweep(path)
  if (file === null) return error === null ? <Loading what="the sweep" /> : <Failure error={error} />
  return <SweepView path={path} file={file} error={error} />
}
