import type { ComponentType } from "react"
import type { StudioRun } from "../data/studio-run.js"
import { LoadedPart, loadedPart } from "../parts/loaded-part.js"
import { parseRoute } from "../shell/route.js"
import { BoxesView } from "./views/boxes-view.js"
import { DensitiesView } from "./views/densities-view.js"
import { ExamplesView } from "./views/examples-view.js"
import { NeuronsView } from "./views/neurons-view.js"
import { RankingView } from "./views/ranking-view.js"
import { ScatterView } from "./views/scatter-view.js"
import { SettingsView } from "./views/settings-view.js"

export interface ViewProps {
  runs: readonly StudioRun[]
}

const matrixView = loadedPart("the matrix", async () => (await import("./views/matrix-view.js")).MatrixView)

function MatrixView(props: ViewProps) {
  return <LoadedPart part={matrixView} props={props} />
}

/** What can be looked at of runs, the first unless the address says otherwise. */
export const views: readonly { key: string; title: string; View: ComponentType<ViewProps> }[] = [
  { key: "boxes", title: "Entropy", View: BoxesView },
  { key: "densities", title: "Mutual information", View: DensitiesView },
  { key: "matrix", title: "Matrix", View: MatrixView },
  { key: "neurons", title: "Neurons", View: NeuronsView },
  { key: "examples", title: "Examples", View: ExamplesView },
  { key: "scatter", title: "Scatter", View: ScatterView },
  { key: "ranking", title: "Ranking", View: RankingView },
  { key: "settings", title: "Settings", View: SettingsView },
]

/** The way from view to view: of the address nothing but the runs goes along. */
export function ViewLinks({ chosen }: { chosen: string }) {
  return (
    <nav className="compare-views" aria-label="Views">
      {views.map(({ key, title }) => (
        <a key={key} href={viewHref(key)} aria-current={key === chosen ? "page" : undefined}>
          {title}
        </a>
      ))}
    </nav>
  )
}

/** The link to a view of the runs picked, with what else it is to be asked. */
export function viewHref(view: string, query: Record<string, string> = {}): string {
  const next = new URLSearchParams()
  for (const id of parseRoute(location.hash).query.getAll("run")) next.append("run", id)
  if (view !== "boxes") next.set("view", view)
  for (const [name, value] of Object.entries(query)) next.set(name, value)
  return `#/compare?${next}`
}
