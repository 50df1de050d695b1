import { useState } from "react"
import { mutualInformationMatrix } from "#src/plots/index.js"
import type { DrawFigure } from "../parts/figure.js"
import { savePng, saveSvg } from "../parts/save-figure.js"
import type { HeatMapProps } from "./heat-map.js"

const width = 720

/** Saves all of the matrix as a figure; its pairs are fetched for it. */
export function SaveMatrix({ run, order, domain }: HeatMapProps) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle")
  const save = async (write: (name: string, draw: DrawFigure, width: number) => void | Promise<void>) => {
    setState("busy")
    try {
      await write(`${run.name.replace(/[^\w.-]+/g, "-")}-mutual-information`, await figure(), width)
      setState("idle")
    } catch {
      setState("failed")
    }
  }
  const figure = async (): Promise<DrawFigure> => {
    const [matrix, rows] = await Promise.all([run.pairs(), order === "layers" ? null : run.matrixOrder(order)])
    const { layers, settings } = run.measurement
    const label = `mutual information, ${settings.unit}`
    return (options) =>
      mutualInformationMatrix(matrix!, layers, {
        ...options,
        title: run.name,
        label,
        domain,
        ...(rows === null ? {} : { order: rows }),
      })
  }
  const name = `the matrix of ${run.name}`
  return (
    <span className="save-buttons">
      {state === "failed" && <span role="alert">Could not be fetched</span>}
      <button
        type="button"
        className="quiet-button"
        disabled={state === "busy"}
        onClick={() => save(saveSvg)}
        aria-label={`Save ${name} as SVG`}
      >
        SVG
      </button>
      <button
        type="button"
        className="quiet-button"
        disabled={state === "busy"}
        onClick={() => save(savePng)}
        aria-label={`Save ${name} as PNG`}
      >
        PNG
      </button>
    </span>
  )
}
