// @ts-check
// Reduces the digits' sweeps to what the explorable shows of them:
// rote experiment colored-mnist --out colored && rote experiment shuffled-mnist --out shuffled
// npm run build && node scripts/explorable-digits.mjs colored shuffled
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { meanOverSeeds, pooledEntropies, pooledPairs, rangeOverSeeds } from "../dist/src/experiments/report/pooled.js"
import { meansOn } from "../dist/src/experiments/sweep/model-result.js"
import { readMeasurement } from "../dist/src/experiments/sweep/train-model-node.js"
import { trendTable } from "../dist/src/experiments/sweep/trend-table.js"

/** @typedef {import("../dist/src/experiments/sweep/trend-table.js").SweptMeans} SweptMeans */
/** @typedef {import("../dist/src/estimators/measurement.js").Measurement} Measurement */
/** @typedef {SweptMeans & { measurements: Record<Side, Measurement> }} LoadedModel */
/** @typedef {import("../dist/src/estimators/measurement.js").NeuronTable} NeuronTable */
/** @typedef {"pre" | "post"} Side */

/** Each measure of single neurons, and where it stands in the table of neurons. */
const entropies = /** @type {const} */ ({
  entropy: "entropyGlobal",
  entropyLocal: "entropyLocal",
  entropyKnn: "entropyKnn",
})
const measures = /** @type {const} */ (["entropy", "entropyLocal", "entropyKnn", "mutualInformation"])

/** Values kept of each sample of pairs, evenly spaced among all of them in their order; after the rectifiers the mixture says enough. */
const keptPairs = { pre: 90, post: 0 }
/** And of the neurons beyond the whiskers. */
const keptOutliers = 5

for (const folder of process.argv.slice(2)) {
  const file = JSON.parse(readFileSync(join(folder, "sweep.json"), "utf8"))
  if (!file.complete) throw new Error(`${folder} is not complete: run its experiment again`)
  const out = join(import.meta.dirname, `../studio/explorable/digits/${file.experiment}.json`)
  writeFileSync(out, `${JSON.stringify(await reduced(folder, file))}\n`)
  console.log(out)
}

/**
 * @param {string} folder
 * @param {import("../dist/src/experiments/sweep/sweep-file-node.js").SweepFile} file
 */
async function reduced(folder, { experiment, sweeps, models }) {
  const [sweep] = sweeps
  const loaded = await Promise.all(models.map((model) => loadModel(folder, model)))
  const settings = sweep.values.map((knob) => ({ knob, models: loaded.filter(({ value }) => value === knob) }))
  const { result, measurements } = loaded[0]
  const { spec } = JSON.parse(readFileSync(join(folder, models[0].folder, "model.json"), "utf8"))
  /** @param {(side: Side) => unknown} of */
  const bySide = (of) => ({ pre: of("pre"), post: of("post") })
  return {
    experiment,
    symbol: sweep.symbol,
    meaning: sweep.meaning,
    memorization: sweep.memorization,
    knobs: sweep.values,
    layers: meansOn(result, "pre").map(({ layer }) => layer),
    seeds: settings[0].models.length,
    epochs: spec.training.epochs,
    images: { training: spec.data.trainingImages, measured: measurements.pre.examples },
    bins: spec.measurement.bins,
    pairNeurons: spec.measurement.neurons,
    accuracy: {
      training: settings.map(({ knob, models: alike }) =>
        shortPoint(rangeOverSeeds(knob, alike, (model) => model.result.accuracy.training)),
      ),
      validation: settings.map(({ knob, models: alike }) =>
        shortPoint(rangeOverSeeds(knob, alike, (model) => model.result.accuracy.validation)),
      ),
    },
    means: bySide((side) =>
      Object.fromEntries(
        measures.map((measure) => [
          measure,
          meansOn(result, side).map((_, layer) =>
            settings.map(({ knob, models: alike }) =>
              shortPoint(meanOverSeeds(knob, alike, (model) => meansOn(model.result, side)[layer][measure])),
            ),
          ),
        ]),
      ),
    ),
    boxes: bySide((side) =>
      Object.fromEntries(
        Object.entries(entropies).map(([measure, column]) => [measure, boxesOf(withEntropy(settings, column), side)]),
      ),
    ),
    pairs: bySide((side) =>
      pooledPairs(onSide(settings, side), side).map(({ samples }) =>
        samples.map(({ values, mixture }) => ({
          // Whole ten-thousandths: half the length.
          values: evenly(values, keptPairs[side]).map((value) => Math.round(value * 1e4)),
          mixture: mixture?.map(({ weight, mean, standardDeviation }) => [weight, mean, standardDeviation].map(short)),
        })),
      ),
    ),
    trends: trendTable(sweep, loaded).map(({ side, layer, measure, trend: { overModels } }) => {
      return { side, layer, measure, tau: overModels.tau, p: short(overModels.p) }
    }),
  }
}

/**
 * @param {string} folder
 * @param {import("../dist/src/experiments/sweep/sweep-file-node.js").SweepFileModel} model
 */
async function loadModel(folder, model) {
  const [pre, post] = await Promise.all(
    /** @type {Side[]} */ (["pre", "post"]).map((side) => readMeasurement(join(folder, model.folder), side)),
  )
  return /** @type {LoadedModel} */ ({ ...model, measurements: { pre, post } })
}

/**
 * @param {{ knob: number, models: LoadedModel[] }[]} settings
 * @param {Side} side
 */
function onSide(settings, side) {
  return settings.map(({ knob, models }) => {
    return { knob, models: models.map((model) => ({ ...model, measurement: model.measurements[side] })) }
  })
}

/**
 * The same models with another entropy in the place of the one with shared bins.
 * @param {{ knob: number, models: LoadedModel[] }[]} settings
 * @param {"entropyGlobal" | "entropyLocal" | "entropyKnn"} column
 */
function withEntropy(settings, column) {
  /** @param {Measurement} measurement */
  const replaced = (measurement) => {
    const { neuronTable } = measurement
    return { ...measurement, neuronTable: { ...neuronTable, entropyGlobal: neuronTable[column] } }
  }
  return settings.map(({ knob, models }) => ({
    knob,
    models: models.map((model) => ({
      ...model,
      measurements: { pre: replaced(model.measurements.pre), post: replaced(model.measurements.post) },
    })),
  }))
}

/**
 * @param {{ knob: number, models: LoadedModel[] }[]} settings
 * @param {Side} side
 */
function boxesOf(settings, side) {
  return pooledEntropies(onSide(settings, side), side).map(({ boxes }) =>
    boxes.map(({ box, values }) => {
      const { lowerWhisker, upperWhisker } = box
      const beyond = Float64Array.from(values).filter((value) => value < lowerWhisker || value > upperWhisker)
      return {
        box: [
          box.count,
          ...[box.minimum, box.lowerQuartile, box.median, box.upperQuartile, box.maximum].map(short),
          ...[lowerWhisker, upperWhisker, ...box.notch].map(short),
        ],
        beyond: evenly(beyond.filter(Number.isFinite).sort(), keptOutliers).map(short),
      }
    }),
  )
}

/**
 * @param {Float64Array} sorted
 * @param {number} count
 */
function evenly(sorted, count) {
  if (count === 0) return []
  if (sorted.length <= count) return [...sorted]
  return Array.from({ length: count }, (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (count - 1))])
}

/** @param {{ knob: number, mean: number, low: number, high: number }} point */
function shortPoint({ mean, low, high }) {
  return [mean, low, high].map(short)
}

/** @param {number} value */
function short(value) {
  return Number(value.toPrecision(3))
}
