import type { SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { completeModels } from "#src/experiments/sweep/sweep-file.js"
import { folderItself } from "../data/server-runs.js"
import { href } from "../shell/route.js"
import type { SweepViewProps } from "./sweep-view.js"

/** The experiment, how far it is, and how it was asked for. */
export function SweepHeader({ path, file, error, title }: SweepViewProps & { title: string }) {
  const [done, total] = [completeModels(file).length, file.models.length]
  return (
    <header className="sweep-header">
      <p className="small">
        <a href={href("runs")}>Runs</a>{" "}
        <span className="muted">/ {path === folderItself ? "the folder itself" : path}</span>
      </p>
      <h1>{title}</h1>
      <p className="muted">{asked(file)}</p>
      <div className="sweep-progress" role="status">
        {file.complete ? (
          <p>
            Complete: {total} networks, trained by rote {file.tool.version}.
          </p>
        ) : (
          <>
            <p>
              {done} of {total} networks are there; this page looks again every two seconds.
            </p>
            <progress value={done} max={total} aria-label="Networks trained and measured" />
          </>
        )}
        {error !== null && <p className="danger">{error instanceof Error ? error.message : String(error)}</p>}
      </div>
    </header>
  )
}

/** What the user chose, in words: "quick profile · 2 seeds · 5 epochs · 1,000 training images". */
function asked({ options }: SweepFile): string {
  const { profile, seeds, epochs, trainingImages, images, network, select, earlyStopping, texts } = options
  return [
    `${profile} profile`,
    seeds && counted(seeds, "seed"),
    epochs && counted(epochs, "epoch"),
    trainingImages && counted(trainingImages, "training image"),
    texts?.trainingReviews && counted(texts.trainingReviews, "training review"),
    texts?.layers && counted(texts.layers, "layer"),
    texts?.width && `${counted(texts.width, "neuron")} a layer`,
    images,
    network,
    select && `the ${select} network measured`,
    earlyStopping && "stopped early",
  ]
    .filter((part) => typeof part === "string")
    .join(" · ")
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString("en-GB")} ${thing}${count === 1 ? "" : "s"}`
}
