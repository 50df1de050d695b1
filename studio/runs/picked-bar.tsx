import { href } from "../shell/route.js"
import { count } from "./numbers.js"
import type { Picking } from "./use-picking.js"

/** What can be done with the runs picked. It is there before any is, so that nothing moves when one is. */
export function PickedBar({ picking: { picked, clear } }: { picking: Picking }) {
  return (
    <div className="runs-picked">
      <output aria-live="polite">
        {picked.length === 0 ? "Pick runs to set them side by side" : `${count(picked.length)} picked`}
      </output>
      <span className="runs-actions">
        <Action title="Compare" runs={picked} view={null} least={1} primary />
        <Action title="Rank" runs={picked} view="ranking" least={2} />
        <button type="button" className="quiet-button" disabled={picked.length === 0} onClick={clear}>
          Clear
        </button>
      </span>
    </div>
  )
}

interface ActionProps {
  title: string
  runs: readonly string[]
  view: string | null
  /** Runs that it takes. */
  least: number
  primary?: boolean
}

function Action({ title, runs, view, least, primary = false }: ActionProps) {
  if (runs.length < least) {
    return (
      <button type="button" disabled>
        {title}
      </button>
    )
  }
  return (
    <a className={primary ? "button primary" : "button"} href={href("compare", { run: runs, view })}>
      {title} {count(runs.length)}
    </a>
  )
}
