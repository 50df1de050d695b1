import { type ComponentType, lazy, Suspense, useEffect } from "react"
import { Explorable } from "../explorable/explorable.js"
import { Boundary } from "../parts/boundary.js"
import { Empty, Loading } from "../parts/states.js"
import { useFileDrop } from "./file-drop.js"
import { Header } from "./header.js"
import { href, useRoute } from "./route.js"

/** Pages by the first word of the address; all but the first are loaded when they are asked for. */
const pages: Record<string, { title: string; Page: ComponentType }> = {
  "": { title: "rote: did it learn by rote?", Page: Explorable },
  runs: { title: "Runs", Page: lazy(async () => ({ default: (await import("../runs/runs-page.js")).RunsPage })) },
  compare: {
    title: "Compare",
    Page: lazy(async () => ({ default: (await import("../runs/compare-page.js")).ComparePage })),
  },
  sweep: { title: "Sweep", Page: lazy(async () => ({ default: (await import("../sweeps/sweep-page.js")).SweepPage })) },
  measure: {
    title: "Measure a file",
    Page: lazy(async () => ({ default: (await import("../measure/measure-page.js")).MeasurePage })),
  },
}

export function App() {
  const { page } = useRoute()
  const dropping = useFileDrop()
  const { title, Page } = pages[page] ?? { title: "Not found", Page: NotFound }
  useEffect(() => {
    document.title = page === "" ? title : `${title} · rote`
    scrollTo(0, 0)
  }, [page, title])
  return (
    <>
      <button type="button" className="skip" onClick={() => document.querySelector<HTMLElement>("#main")!.focus()}>
        Skip to the content
      </button>
      <Header />
      <main id="main" tabIndex={-1}>
        <Boundary key={page}>
          <Suspense fallback={<Loading what="the page" />}>
            <Page />
          </Suspense>
        </Boundary>
      </main>
      {dropping && <div className="drop-target">Drop the file to measure it</div>}
    </>
  )
}

function NotFound() {
  return (
    <Empty title="There is no such page">
      <a href={href("")}>Begin at the beginning</a>
    </Empty>
  )
}
