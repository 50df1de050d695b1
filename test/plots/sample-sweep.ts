import type {
  DensityPanel,
  EpochCurves,
  EpochPoint,
  KnobBox,
  KnobPoint,
  ScaleCell,
  SweepPanel,
} from "#src/plots/index.js"
import { normals, seededRandom } from "#src/random.js"
import { boxStatistics } from "./sample-measurement.js"

export const sampleKnobs = [0, 0.25, 0.5, 0.75, 1]
export const sampleLayers = ["hidden1", "hidden2", "hidden3"]

/** How much of the way a network has gone at a value of the knob: little at first, then nearly all at once. */
const progress = (knob: number) => 0.25 * knob + 0.75 * knob ** 4

/** Entropies of 256 neurons and 3 seeds a layer that fall as the knob rises, least in the last layer; some neurons are dead. */
export function sampleEntropies(seed = 1): SweepPanel[] {
  return layerPanels(seed, (knob, layer, random, normal) => {
    if (random() < 0.01) return 0
    return Math.max(0.05, 3.3 - 0.3 * layer - (2.1 - 0.8 * layer) * progress(knob) + (0.3 + 0.3 * knob) * normal())
  })
}

/** Mean mutual information of neurons that grows from hundredths of a nat to more than one. */
export function sampleInformation(seed = 2): SweepPanel[] {
  return layerPanels(seed, (knob, layer, _, normal) => {
    const typical = 0.02 * (1 + layer ** 3) * (24 / (1 + layer)) ** progress(knob)
    return typical * Math.exp(0.35 * normal()) + 0.002 * normal()
  })
}

export function sampleAccuracy(knobs = sampleKnobs): KnobPoint[] {
  return knobs.map((knob) => {
    const mean = 0.64 - 0.13 * knob
    return { knob, mean, low: mean - 0.006 - 0.01 * knob, high: mean + 0.01 }
  })
}

/** Pairs of two kinds: most know little of each other, some more, and ever more of them as the knob rises. */
export function sampleDensities(seed = 3): DensityPanel[] {
  const random = seededRandom(seed)
  const normal = normals(random)
  const panels = sampleLayers.map((title, layer) => ({
    title,
    samples: sampleKnobs.map((knob) => {
      const close = 0.05 + 0.7 * progress(knob) + 0.1 * layer
      const means = [0.015 * (1 + layer), 0.05 + (0.5 + 0.5 * layer) * progress(knob)]
      const spread = [0.008, 0.2 * means[1]]
      const values = Float64Array.from({ length: 3000 }, () => {
        const kind = random() < close ? 1 : 0
        return means[kind] + spread[kind] * normal()
      })
      const mixture = means.map((mean, kind) => ({
        weight: kind === 1 ? close : 1 - close,
        mean,
        standardDeviation: spread[kind],
      }))
      return { knob, values, mixture }
    }),
  }))
  const all = sampleKnobs.map((knob, k) => ({
    knob,
    values: Float64Array.from(panels.flatMap(({ samples }) => [...samples[k].values])),
    mixture: panels.flatMap(({ samples }) =>
      samples[k].mixture.map((c) => ({ ...c, weight: c.weight / panels.length })),
    ),
  }))
  return [{ title: "all layers", samples: all }, ...panels]
}

/** A trend that is plain with shared bins, weak with a neuron's own, and gone without the scale. */
export function sampleScales(seed = 4): ScaleCell[] {
  const normal = normals(seededRandom(seed))
  const columns = [
    { column: "shared bins", level: 3, effect: 1.8 },
    { column: "own bins", level: 3.9, effect: -0.15 },
    { column: "nearest neighbours", level: 1.3, effect: 0.1 },
  ]
  return ["pre-activations", "post-activations"].flatMap((row, r) =>
    columns.map(({ column, level, effect }) => ({
      row,
      column,
      layers: sampleLayers.map((layer, l) => ({
        layer,
        points: sampleKnobs.map((knob) => {
          const mean = level - 0.9 * r - 0.12 * l - effect * (1 - 0.3 * l) * progress(knob) + 0.02 * normal()
          return { knob, mean, low: mean - 0.06, high: mean + 0.06 }
        }),
      })),
    })),
  )
}

export function sampleEpochs(): EpochCurves {
  const epochs = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 150]
  const curves = (level: (knob: number, learned: number) => number, spread: number) =>
    sampleKnobs.map((knob) => ({
      knob,
      points: epochs.map((epoch): EpochPoint => {
        const mean = level(knob, 1 - 1 / (1 + epoch / (3 + 20 * knob)))
        return { epoch, mean, low: mean - spread, high: mean + spread }
      }),
    }))
  return {
    train: curves((knob, learned) => 0.1 + (0.9 - 0.2 * knob) * learned, 0.01),
    validation: curves((knob, learned) => 0.1 + 0.88 * (1 - knob) * learned ** 0.4, 0.015),
    measures: [
      { title: "Mean entropy, nats", curves: curves((knob, learned) => 1.5 + (0.8 + 0.7 * knob) * learned, 0.05) },
      {
        title: "Mean mutual information, nats",
        scale: "symlog",
        curves: curves((knob, learned) => 0.3 - (0.2 + 0.06 * knob) * learned, 0.01),
      },
    ],
  }
}

type Draw = (knob: number, layer: number, random: () => number, normal: () => number) => number

function layerPanels(seed: number, draw: Draw): SweepPanel[] {
  const random = seededRandom(seed)
  const normal = normals(random)
  const layers = sampleLayers.map((title, layer) => ({
    title,
    boxes: sampleKnobs.map((knob) =>
      knobBox(
        knob,
        Array.from({ length: 768 }, () => draw(knob, layer, random, normal)),
      ),
    ),
  }))
  const all = sampleKnobs.map((knob, k) =>
    knobBox(
      knob,
      layers.flatMap(({ boxes }) => Array.from(boxes[k].values)),
    ),
  )
  return [...layers, { title: "all layers", boxes: all }]
}

export function knobBox(knob: number, values: number[]): KnobBox {
  const finite = values.filter(Number.isFinite)
  return { knob, values, box: finite.length === 0 ? { ...boxStatistics([0]), count: 0 } : boxStatistics(finite) }
}
