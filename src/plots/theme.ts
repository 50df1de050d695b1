import { interpolatePlasma } from "d3"

/**
 * Colours of a figure. `runs` tell runs apart, colour-blind safe; beyond their number they repeat with dashed lines.
 * `sequence` is for ordered values, from the least to the greatest: perceptually even, and colour-blind safe.
 */
export interface Theme {
  background: string
  ink: string
  muted: string
  line: string
  runs: readonly string[]
  sequence: readonly string[]
}

/** System fonts first, so that a figure looks at home wherever it is opened. */
export const fontFamily = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

/** Divides evenly into the quarters, fifths and tenths at which models are trained. */
const sequenceLength = 21

/** The part of plasma that stands out from a ground. */
function plasma(from: number, to: number): string[] {
  return Array.from({ length: sequenceLength }, (_, i) =>
    interpolatePlasma(from + ((to - from) * i) / (sequenceLength - 1)),
  )
}

/** Run colours after Okabe and Ito 2008, without black and yellow, which vanish on one of the backgrounds. */
export const lightTheme: Theme = {
  background: "#ffffff",
  ink: "#1d2126",
  muted: "#5a646e",
  line: "#dde1e5",
  runs: ["#0072b2", "#d55e00", "#008a65", "#b5568a", "#b37700", "#2f8fc9"],
  sequence: plasma(0, 0.6),
}

/** The same hues, lightened for a dark ground. */
export const darkTheme: Theme = {
  background: "#15181c",
  ink: "#e7eaed",
  muted: "#a0aab4",
  line: "#333a41",
  runs: ["#56b4e9", "#ff8f4d", "#2cc79d", "#e39ac4", "#e6b34a", "#9ad3f5"],
  sequence: plasma(0.44, 1),
}

/** Colours left to the page's custom properties (see `themeProperties`), so that one figure follows the page's theme. */
export const pageTheme: Theme = {
  background: "var(--background)",
  ink: "var(--ink)",
  muted: "var(--muted)",
  line: "var(--line)",
  runs: lightTheme.runs.map((_, i) => `var(--run-${i})`),
  sequence: lightTheme.sequence.map((_, i) => `var(--sequence-${i})`),
}

/** A theme as the CSS custom properties that `pageTheme` reads. */
export function themeProperties({ runs, sequence, ...colours }: Theme): string {
  const names = [
    ...Object.entries(colours),
    ...runs.map((colour, i) => [`run-${i}`, colour]),
    ...sequence.map((colour, i) => [`sequence-${i}`, colour]),
  ]
  return names.map(([name, colour]) => `--${name}: ${colour};`).join(" ")
}

export function runColour(theme: Theme, run: number): string {
  return theme.runs[run % theme.runs.length]
}

/** Dashes of the run's lines: none for the first round of colours. */
export function runDash(theme: Theme, run: number): string {
  return run < theme.runs.length ? "none" : "5,3"
}

/** The colour at a share of the way, 0 to 1, from the least of the ordered values to the greatest. */
export function sequenceColour({ sequence }: Theme, share: number): string {
  return sequence[Math.round(Math.max(0, Math.min(1, share)) * (sequence.length - 1))]
}
