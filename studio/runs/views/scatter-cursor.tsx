import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react"
import { neuronLabel } from "#src/activations.js"
import { scatterLayout } from "#src/plots/neuron-scatter.js"
import { mean } from "../numbers.js"
import { viewHref } from "../views.js"
import { nearestDot, nextDot, type ScatterDot, scatterDots } from "./scatter-dots.js"
import type { NeuronGroup } from "./scatter-groups.js"

export interface ScatterCursorProps {
  groups: readonly NeuronGroup[]
  /** Of the two axes. */
  measures: readonly { label: string; unit: string | null }[]
  /** Widest that the figure is drawn. */
  maxWidth: number
}

const directions: Record<string, "left" | "right" | "up" | "down"> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
}

/** Lies over the scatter: reads the neuron under the pointer, or the one that arrow keys have come to. */
export function ScatterCursor({ groups, measures, maxWidth }: ScatterCursorProps) {
  const overlay = useRef<HTMLButtonElement>(null)
  const [width, setWidth] = useState(0)
  const [chosen, setChosen] = useState<ScatterDot | null>(null)
  useEffect(() => {
    const element = overlay.current!.parentElement!
    const measure = () => setWidth(Math.min(maxWidth, Math.floor(element.clientWidth)))
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [maxWidth])
  const layout = useMemo(() => (width > 0 ? scatterLayout(groups, width) : null), [groups, width])
  const dots = useMemo(() => (layout === null ? [] : scatterDots(layout.places)), [layout])
  // A dot of another drawing is none of this one's.
  const dot = chosen !== null && dots.includes(chosen) ? chosen : null
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    setChosen(nearestDot(dots, event.clientX - left, event.clientY - top))
  }
  const press = (event: KeyboardEvent) => {
    const direction = directions[event.key]
    if (direction === undefined || dots.length === 0) return
    event.preventDefault()
    setChosen(dot === null ? dots[0] : nextDot(dots, dot, direction))
  }
  const reading = dot === null ? null : readingOf(groups[dot.group], dot.member, measures)
  return (
    <>
      <button
        type="button"
        ref={overlay}
        className="compare-scatter-cursor"
        style={{ inlineSize: width, blockSize: layout?.height ?? 0 }}
        aria-label="Read neurons with the arrow keys; Enter opens one in the table"
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={press}
        onClick={(event) => {
          if (event.detail === 0 && reading !== null) location.hash = reading.link
        }}
      >
        {dot !== null && <span className="compare-scatter-ring" style={{ left: dot.x, top: dot.y }} />}
      </button>
      <p className="compare-reading" aria-live="polite">
        {reading === null ? (
          "Point at a dot to read it."
        ) : (
          <>
            <a href={reading.link}>{reading.label}</a> {reading.text}
          </>
        )}
      </p>
    </>
  )
}

function readingOf(group: NeuronGroup, member: number, measures: ScatterCursorProps["measures"]) {
  const { run, neuron } = group.neurons[member]
  const label = neuronLabel(run.measurement, neuron)
  const values = [group.x[member], group.y[member]].map((value, axis) => {
    const { label: name, unit } = measures[axis]
    return `${name} ${mean(value, 4)}${unit === null ? "" : ` ${unit}`}`
  })
  const link = viewHref("neurons", { of: run.id, find: label })
  return { label, text: `of ${run.name} · ${values.join(" · ")}`, link }
}
