import { useEffect, useRef } from "react"
import type { Layer } from "#src/activations.js"
import { colourBar, layerColour, pageTheme } from "#src/plots/index.js"

/** The key to the colours of the cells. */
export function ColourKey({ domain: [low, high], label }: { domain: [number, number]; label: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current!.replaceChildren(colourBar([low, high], { document, theme: pageTheme, label }))
  }, [low, high, label])
  return <div ref={place} className="heat-maps-key" />
}

/** The key to the strips beside the cells. */
export function LayerKey({ layers }: { layers: readonly Layer[] }) {
  return (
    <ul className="heat-maps-layers" aria-label="Colours of the layers">
      {layers.map(({ name, start }, layer) => (
        <li key={start}>
          <span style={{ background: layerColour(pageTheme, layer, layers.length) }} />
          {name}
        </li>
      ))}
    </ul>
  )
}
