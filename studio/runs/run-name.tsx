import { pageTheme, runColour } from "#src/plots/theme.js"

/** A run's name with the colour that figures give it. */
export function RunName({ index, name }: { index: number; name: string }) {
  return (
    <span className="compare-run">
      <span className="compare-swatch" aria-hidden="true" style={{ background: runColour(pageTheme, index) }} />
      {name}
    </span>
  )
}
