import { printable } from "#src/errors.js"
import type { ListedLayer } from "#src/readers/list-layers.js"
import type { ReadOptions } from "#src/readers/options.js"

interface LayersProps {
  layers: readonly ListedLayer[]
  options: ReadOptions
  disabled: boolean
  onOptions: (options: ReadOptions) => void
}

/** Which of a file's layers to measure; nothing to choose where there is one. The file's order stays. */
export function Layers({ layers, options, disabled, onOptions }: LayersProps) {
  if (layers.length < 2) return null
  const chosen = new Set(options.layers ?? layers.map(({ name }) => name))
  const toggle = (name: string) => {
    const names = layers
      .map((layer) => layer.name)
      .filter((each) => (each === name ? !chosen.has(each) : chosen.has(each)))
    const { layers: _, ...others } = options
    onOptions(names.length === layers.length ? others : { ...others, layers: names })
  }
  return (
    <fieldset className="measure-layers" disabled={disabled}>
      <legend>Layers to measure</legend>
      <div>
        {layers.map(({ name, shape, dtype, fault }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={chosen.has(name)}
              disabled={chosen.size === 1 && chosen.has(name)}
              onChange={() => toggle(name)}
            />
            <span>{printable(name)}</span>{" "}
            <span className="muted small">
              {fault === null ? `${shape.map((axis) => axis.toLocaleString("en")).join(" × ")} ${dtype}` : fault}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
