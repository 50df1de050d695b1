import { measureCells, measureHeader } from "#src/report/measurement-words.js"
import { shortSettings } from "#src/report/settings.js"
import { hasServer } from "../data/server.js"
import type { StudioRun } from "../data/studio-run.js"
import { href, setQuery } from "../shell/route.js"
import { count, counted } from "./numbers.js"
import { RunName } from "./run-name.js"

export interface CompareHeadProps {
  /** Of all picked, also those that could not be had. */
  ids: readonly string[]
  runs: readonly StudioRun[]
}

const [, ...quantities] = measureHeader

/** What is compared, in numbers, and the way to more or fewer runs. */
export function CompareHead({ ids, runs }: CompareHeadProps) {
  return (
    <header className="compare-head">
      <div className="compare-title">
        <h1>{ids.length > 1 ? `${count(ids.length)} runs side by side` : (runs[0]?.name ?? "Run")}</h1>
        <a className="button" href={hasServer ? href("runs", { run: ids }) : href("measure")}>
          Add or change runs
        </a>
      </div>
      {runs.length > 0 && <Means ids={ids} runs={runs} />}
    </header>
  )
}

function Means({ ids, runs }: CompareHeadProps) {
  return (
    <>
      <div className="runs-scroll">
        <table className="compare-means">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col" className="runs-wide">
                examples
              </th>
              {quantities.map((quantity) => (
                <th key={quantity} scope="col" className={quantity === "neurons" ? "runs-wide" : undefined}>
                  {quantity === "median" ? "MI, median" : quantity}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">Leave out</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ id, name, measurement }, index) => (
              <tr key={id}>
                <th scope="row">
                  <RunName index={index} name={name} />
                </th>
                <td className="runs-wide">{count(measurement.examples)}</td>
                {measureCells(measurement.summary.all).map((cell, c) => (
                  <td key={quantities[c]} className={quantities[c] === "neurons" ? "runs-wide" : undefined}>
                    {cell}
                  </td>
                ))}
                <td>
                  <button
                    type="button"
                    className="quiet-button"
                    aria-label={`Leave out ${name}`}
                    onClick={() => setQuery({ run: ids.filter((each) => each !== id) })}
                  >
                    ✕
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="runs-quiet">{footnote(runs)}</p>
    </>
  )
}

/** What the numbers are, and what to mind about them. */
function footnote(runs: readonly StudioRun[]): string {
  const settings = [...new Set(runs.map(({ measurement }) => shortSettings(measurement.settings)))]
  const examples = new Set(runs.map(({ measurement }) => measurement.examples))
  const layers = runs.length === 1 ? ` · ${counted(runs[0].measurement.layers.length, "layer")}` : ""
  const caution = examples.size > 1 ? " · Numbers of examples differ, on which H and MI depend: compare with care." : ""
  return `Means over neurons (H) and over pairs of them (MI), ± half the 95 % interval · ${settings.join(" or ")}${layers}${caution}`
}
