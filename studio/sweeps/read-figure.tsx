import { type PointerEvent, useState } from "react"
import { Figure, type FigureProps } from "../parts/figure.js"
import { Numbers, type NumberTable } from "./numbers.js"

/** A figure whose values are read by pointing at them, or in a table. */
export function ReadFigure({ tables, ...props }: FigureProps & { tables: readonly NumberTable[] }) {
  const [read, setRead] = useState<string | null>(null)
  const point = ({ target }: PointerEvent) => {
    const title = (target as Element).querySelector(":scope > title")
    if (title?.textContent) setRead(title.textContent)
  }
  return (
    <div className="sweep-figure">
      <div onPointerOver={point} onPointerDown={point}>
        <Figure {...props}>
          <p className="sweep-read" aria-hidden="true">
            {read ?? "Point at a value to read it"}
          </p>
        </Figure>
      </div>
      <Numbers name={props.name} tables={tables} />
    </div>
  )
}
