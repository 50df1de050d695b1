import { useCallback } from "react"
import type { LoadedMeans, Setting } from "#src/experiments/report/loaded-model.js"
import { activationWords } from "#src/experiments/report/side-words.js"
import type { Side } from "#src/experiments/sweep/model-spec.js"
import type { SweepFileModel } from "#src/experiments/sweep/sweep-file.js"
import type { SweptMeans } from "#src/experiments/sweep/trend-table.js"
import { loadServerRun } from "../data/server-runs.js"
import { wholeMeasurement } from "../data/studio-run.js"
import { useLoaded } from "../data/use-loaded.js"
import { Segmented } from "../parts/segmented.js"
import { Failure, Loading } from "../parts/states.js"
import { useQuery } from "../shell/route.js"
import { NeuronFigure } from "./neuron-figure.js"
import { PairFigure } from "./pair-figure.js"
import type { Choice } from "./use-choice.js"
import { within } from "./use-sweep.js"

type Closer = "" | "neurons" | "pairs"

export interface CloserProps {
  path: string
  settings: Setting<SweptMeans & SweepFileModel>[]
  choice: Choice
}

const depths: { value: Closer; title: string }[] = [
  { value: "", title: "Means alone" },
  { value: "neurons", title: "Every neuron" },
  { value: "pairs", title: "Every pair" },
]

/** What lies behind the means, neuron by neuron and pair by pair: fetched only when it is asked for. */
export function CloserLook({ path, settings, choice }: CloserProps) {
  const [closer, setCloser] = useQuery<Closer>("closer", "")
  const networks = settings.reduce((sum, { models }) => sum + models.length, 0)
  return (
    <section className="sweep-section" aria-labelledby="sweep-closer">
      <h2 id="sweep-closer">Behind the means</h2>
      <Segmented label={`Fetched from ${networks} networks`} value={closer} options={depths} onChange={setCloser} />
      {(closer === "neurons" || closer === "pairs") && (
        <Loader key={closer} path={path} settings={settings} choice={choice} pairs={closer === "pairs"} />
      )}
    </section>
  )
}

function Loader({ path, settings, choice, pairs }: CloserProps & { pairs: boolean }) {
  const { side } = choice
  const loaded = useLoaded(
    useCallback(() => loadSettings(path, settings, { side, pairs }), [path, settings, side, pairs]),
  )
  if (loaded.state === "failed") return <Failure error={loaded.error} />
  if (loaded.state === "loading") {
    return (
      <div className="sweep-loading">
        <Loading what={`${pairs ? "pairs" : "neurons"} of the networks ${activationWords[side]}`} />
      </div>
    )
  }
  const Shown = pairs ? PairFigure : NeuronFigure
  return <Shown settings={loaded.value} choice={choice} />
}

/** One network after the other: their matrices together could be more than a browser takes in at once. */
async function loadSettings(
  path: string,
  settings: CloserProps["settings"],
  { side, pairs }: { side: Side; pairs: boolean },
): Promise<Setting<LoadedMeans>[]> {
  const loaded: Setting<LoadedMeans>[] = []
  for (const { knob, models } of settings) {
    const measured: LoadedMeans[] = []
    for (const model of models) {
      const run = await loadServerRun(within(path, `${model.folder}/${side}`), model.folder)
      const measurement = pairs ? await wholeMeasurement(run) : run.measurement
      measured.push({ ...model, measurement })
    }
    loaded.push({ knob, models: measured })
  }
  return loaded
}
