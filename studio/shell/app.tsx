import { useEffect } from "react"
import { Explorable } from "../explorable/explorable.js"
import { Boundary } from "../parts/boundary.js"
import { alreadyHere, LoadedPart, loadedPart, type Part } from "../parts/loaded-part.js"
import { Empty } from "../parts/states.js"
import { useFileDrop } from "./file-drop.js"
import { Header } from "./header.js"
import { href, useRoute } from "./route.js"

const what = "the page"

/** Pages by the first word of the address; all but the first are loaded when they are asked for. */
const pages: Record<string, { title: string; part: Part<object> }> = {
  "": { title: "rote: did it learn by rote?", part: alreadyHere(Explorable) },
  runs: { title: "Runs", part: loadedPart(what, async () => (await import("../runs/runs-page.js")).RunsPage) },
  compare: {
    title: "Compare",
    part: loadedPart(what, async () => (await import("../runs/compare-page.js")).ComparePage),
  },
  sweep: { title: "Sweep", part: loadedPart(what, async () => (await import("../sweeps/sweep-page.js")).SweepPage) },
  measure: {
    title: "Measure a file",
    part: loadedPart(what, async () => (await import("../measure/measure-page.js")).MeasurePage),
  },
}

export function App() {
  const { page } = useRoute()
  const dropping = useFileDrop()
  const { title, part } = pages[page] ?? { title: "Not found", part: alreadyHere(NotFound) }
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
          <LoadedPart part={part} props={{}} />
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
