import { combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
import { symlogTicks } from "../parts/symlog.js"
import { type ScaleType, valueScale } from "../parts/value-scale.js"
import { lightTheme } from "../theme.js"
import { sweepHead } from "./caption.js"
import { distinctKnobs, formatKnob, knobCaption, knobColours, type SweepOptions } from "./knob.js"
import { linePanel, linePanelPlotWidth, linePlotHeight, type PanelLine } from "./line-panel.js"

/** A quantity after `epoch` epochs (0: untrained): its mean over seeds, the least and the greatest. */
export interface EpochPoint {
  epoch: number
  mean: number
  low: number
  high: number
}

export interface KnobCurve {
  knob: number
  points: EpochPoint[]
}

export interface EpochCurves {
  train: KnobCurve[]
  validation: KnobCurve[]
  /** A panel each: mean entropy, mean mutual information, over all layers or one. */
  measures: { title: string; curves: KnobCurve[]; scale?: ScaleType }[]
}

/**
 * Accuracy on training examples (solid) and validation examples (dashed) over the epochs of training, and the measures
 * below, a line per value of the knob over the band from the least to the greatest seed. The epochs' axis is linear to 1 and
 * logarithmic beyond.
 */
export function overEpochs(curves: EpochCurves, options: SweepOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, knob } = options
  const all = [...curves.train, ...curves.validation, ...curves.measures.flatMap((measure) => measure.curves)]
  const knobs = distinctKnobs(all)
  const colours = knobColours(theme, knobs)
  const lastEpoch = Math.max(1, ...all.flatMap(({ points }) => points.map(({ epoch }) => epoch)))
  const lines = (ofKnobs: KnobCurve[], style: { dashed: boolean; named: boolean; what: string }): PanelLine[] =>
    ofKnobs.map(({ knob: value, points }) => ({
      colour: colours.get(value) ?? theme.ink,
      dashed: style.dashed,
      ...(style.named ? { label: formatKnob(value) } : {}),
      spoken: `${style.what}, ${knob} ${formatKnob(value)},`,
      points: points
        .slice()
        .sort((a, b) => a.epoch - b.epoch)
        .map(({ epoch, mean, low, high }) => ({ x: epoch, mean, low, high })),
    }))
  const panel = (title: string, panelLines: PanelLine[], panelWidth: number, scale: ScaleType = "linear") => {
    const domain: [number, number] = [0, lastEpoch]
    const ticks = symlogTicks(domain, 1, linePanelPlotWidth(panelLines, panelWidth))
    const values = panelLines.flatMap(({ points }) => points.flatMap(({ mean, low, high }) => [mean, low, high]))
    return linePanel(
      {
        title,
        x: { type: "symlog", constant: 1, domain, ticks, label: "epochs of training" },
        scale: valueScale(values, scale, linePlotHeight),
        lines: panelLines,
      },
      { document, theme },
      panelWidth,
    )
  }
  const trained = lines(curves.train, { dashed: false, named: false, what: "training accuracy" })
  const validated = lines(curves.validation, { dashed: true, named: true, what: "validation accuracy" })
  const accuracy = panel("Accuracy: training solid, validation dashed", [...trained, ...validated], width)
  const grid = panelGrid(curves.measures.length, width, 380, { columns: options.columns })
  const measures = curves.measures.map(({ title, curves: ofKnobs, scale }) =>
    panel(title, lines(ofKnobs, { dashed: false, named: true, what: title }), grid.width, scale),
  )
  const sentence = `${knobCaption(options)}. Band: least to greatest of the seeds`
  const entries = knobs.map((value) => ({
    name: `${knob} ${formatKnob(value)}`,
    colour: colours.get(value) ?? theme.ink,
  }))
  const head = sweepHead(sentence, { document, theme, width }, entries)
  const titles = curves.measures.map(({ title }) => title).join("; ")
  return combinePanels(
    `Training and validation accuracy over the epochs for ${knob} ${knobs.map(formatKnob).join(", ")}; ${titles}`,
    { ...options, width },
    stacked([head, stacked([accuracy, inColumns(measures, grid)], grid.gap)]),
  )
}
