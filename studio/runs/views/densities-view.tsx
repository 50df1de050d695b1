import { useCallback } from "react"
import { histogramDensity, type PairHistogram } from "#src/plots/mutual-information-density.js"
import { listed } from "#src/report/numbers.js"
import { shortSettings } from "#src/report/settings.js"
import { type StudioRun, wholeMeasurement } from "../../data/studio-run.js"
import { useLoaded } from "../../data/use-loaded.js"
import { askWorker } from "../../data/worker-question.js"
import { type DrawFigure, Figure } from "../../parts/figure.js"
import { Empty, Failure, Loading } from "../../parts/states.js"
import { count } from "../numbers.js"
import type { ViewProps } from "../views.js"

/** All that is drawn of the pairs, counted in a worker: pairs are many. */
export interface Densities {
  domain: [number, number]
  scopes: { file: string; title: string; histograms: PairHistogram[] }[]
}

/** Densities of the mutual information of pairs: of all of them, then of those within each layer. */
export function DensitiesView({ runs }: ViewProps) {
  const loaded = useLoaded(useCallback((signal: AbortSignal) => countPairs(runs, signal), [runs]))
  if (loaded.state === "loading") return <Loading what="mutual information of the pairs" />
  if (loaded.state === "failed") return <Failure error={loaded.error} />
  const { domain, scopes } = loaded.value
  if (scopes.length === 0) return <NoPairs />
  const { settings } = runs[0].measurement
  return (
    <section className="compare-view" aria-label="Mutual information of pairs">
      <div className="compare-figures">
        {scopes.map((scope) => (
          <DensityFigure key={scope.file} {...scope} domain={domain} unit={settings.unit} />
        ))}
      </div>
      <p className="runs-quiet">
        Pairs per {settings.unit.slice(0, -1)}: stepped histograms, and the curves of the Gaussian mixtures fitted to
        them. {shortSettings(settings)}
      </p>
    </section>
  )
}

export function NoPairs() {
  return (
    <Empty title="No mutual information was measured">
      <p>
        It takes two neurons or more, and a measurement without <code>--mi none</code>.
      </p>
    </Empty>
  )
}

type DensityFigureProps = Densities["scopes"][number] & { domain: [number, number]; unit: string }

function DensityFigure({ file, title, histograms, domain, unit }: DensityFigureProps) {
  const draw: DrawFigure = useCallback(
    (options) => histogramDensity(histograms, { ...options, domain, title, label: `mutual information, ${unit}` }),
    [histograms, domain, title, unit],
  )
  const pairs = listed([...new Set(histograms.map(({ pairs: number }) => count(number)))])
  return <Figure name={file} draw={draw} ratio={0.61} maxWidth={420} caption={`${pairs} pairs`} />
}

async function countPairs(runs: readonly StudioRun[], signal: AbortSignal): Promise<Densities> {
  const measured = await Promise.all(
    runs.map(async (run) => ({ name: run.name, measurement: await wholeMeasurement(run) })),
  )
  signal.throwIfAborted()
  const worker = new Worker(new URL("./densities-worker.ts", import.meta.url), { type: "module" })
  return askWorker(worker, measured, { signal })
}
