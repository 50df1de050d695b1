// @ts-check
// Reduces sweeps with digits and with reviews to what the explorable shows of them:
// rote experiment colored-mnist --out colored && rote experiment shuffled-mnist --out shuffled
// rote experiment sentiment-adjectives --data aclImdb --seeds 5 --out adjectives
// rote experiment shuffled-imdb --data aclImdb --seeds 5 --out reviews
// npm run build && node scripts/explorable-results.mjs colored shuffled adjectives reviews
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { meanOverSeeds, pooledEntropies, pooledPairs, rangeOverSeeds } from "../dist/src/experiments/report/pooled.js"
import { meansOn, measuredSides } from "../dist/src/experiments/sweep/model-result.js"
import { readMeasurement, readModelResult } from "../dist/src/experiments/sweep/train-model-node.js"
import { trendTable } from "../dist/src/experiments/sweep/trend-table.js"

/** @typedef {import("../dist/src/experiments/sweep/trend-table.js").SweptModel} SweptModel */
/** @typedef {import("../dist/src/estimators/measurement.js").Measurement} Measurement */
/** @typedef {SweptModel & { measurements: Partial<Record<Side, Measurement>> }} LoadedModel */
/** @typedef {import("../dist/src/experiments/sweep/model-spec.js").Side} Side */

/** Each measure of single neurons, and where it stands in the table of neurons. */
const entropies = /** @type {const} */ ({
  entropy: "entropyGlobal",
  entropyLocal: "entropyLocal",
  entropyKnn: "entropyKnn",
})
const measures = /** @type {const} */ (["entropy", "entropyLocal", "entropyKnn", "mutualInformation"])

/** Values kept of each sample of pairs, evenly spaced among all of them in their order; after the rectifiers the mixture says enough. */
const keptPairs = { pre: 90, post: 0, cls: 90, "cls-all": 0 }
/** And of the neurons beyond the whiskers. */
const keptOutliers = 5

for (const folder of process.argv.slice(2)) {
  const file = JSON.parse(readFileSync(join(folder, "sweep.json"), "utf8"))
  if (!file.complete) throw new Error(`${folder} is not complete: run its experiment again`)
  const out = join(import.meta.dirname, `../studio/explorable/results/${file.experiment}.json`)
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
  const { result } = loaded[0]
  const { spec } = result
  const sides = measuredSides(result)
  const epochs = loaded.map((model) => model.result.epochs)
  /**
   * @template T
   * @param {(side: Side) => T} of
   */
  const bySide = (of) => Object.fromEntries(sides.map((side) => [side, of(side)]))
  return {
    experiment,
    symbol: sweep.symbol,
    memorization: sweep.memorization,
    knobs: sweep.values,
    layers: meansOn(result, sides[0]).map(({ layer }) => layer),
    seeds: settings[0].models.length,
    epochs: [Math.min(...epochs), Math.max(...epochs)],
    examples: examplesOf(loaded[0]),
    bins: spec.measurement.bins,
    pairNeurons: spec.measurement.neurons,
    ...adjectivesAgainst(loaded),
    accuracy: Object.fromEntries(
      Object.keys(result.accuracy).map((examples) => [
        examples,
        settings.map(({ knob, models: alike }) =>
          shortPoint(rangeOverSeeds(knob, alike, (model) => model.result.accuracy[examples])),
        ),
      ]),
    ),
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
        Object.entries(entropies).map(([measure, column]) => [measure, boxesOf(onSide(settings, side, column), side)]),
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
    trends: trendsOf(sweep, loaded),
  }
}

/** @param {LoadedModel} model */
function examplesOf({ result: { spec }, measurements }) {
  const { data } = spec
  const measured = Object.values(measurements)[0].examples
  if ("trainingImages" in data) return { kind: "images", training: data.trainingImages, measured }
  if ("trainingReviews" in data) return { kind: "reviews", training: data.trainingReviews, measured }
  throw new Error(`the explorable tells of images and reviews, not of ${data.kind}`)
}

/**
 * The least and the greatest share of the training reviews that have an adjective against their label.
 * @param {LoadedModel[]} models
 */
function adjectivesAgainst(models) {
  const shares = models.flatMap(({ result: { facts } }) =>
    facts?.disagree === undefined ? [] : [facts.disagree / facts.qualifying],
  )
  return shares.length === 0 ? {} : { adjectivesAgainst: [Math.min(...shares), Math.max(...shares)].map(short) }
}

/**
 * Kendall's τ of each measure's means over seeds: with the knob, and with validation accuracy as in the paper's Table 2.
 * @param {import("../dist/src/experiments/experiment.js").SweepDefinition} sweep
 * @param {LoadedModel[]} models
 */
function trendsOf(sweep, models) {
  const withAccuracy = trendTable({ ...sweep, against: "accuracy" }, models)
  return trendTable({ ...sweep, against: "knob" }, models).map(({ side, layer, measure, trend }, i) => ({
    side,
    layer,
    measure,
    ...tauAndP(trend.overModels),
    accuracy: tauAndP(withAccuracy[i].trend.overModels),
  }))
}

/** @param {{ tau: number | null, p: number }} agreement */
function tauAndP({ tau, p }) {
  return { tau: tau === null ? null : short(tau), p: short(p) }
}

/**
 * @param {string} folder
 * @param {import("../dist/src/experiments/sweep/sweep-file-node.js").SweepFileModel} model
 */
async function loadModel(folder, model) {
  const at = join(folder, model.folder)
  const result = await readModelResult(at)
  if (result === undefined) throw new Error(`${at} is not complete`)
  const read = measuredSides(result).map(async (side) => [side, await readMeasurement(at, side)])
  return /** @type {LoadedModel} */ ({ ...model, result, measurements: Object.fromEntries(await Promise.all(read)) })
}

/**
 * The models with the measurement of one side; with another entropy, it stands in the place of the one with shared bins.
 * @param {{ knob: number, models: LoadedModel[] }[]} settings
 * @param {Side} side
 * @param {"entropyGlobal" | "entropyLocal" | "entropyKnn"} [entropy]
 */
function onSide(settings, side, entropy = "entropyGlobal") {
  /** @param {LoadedModel} model */
  const measured = ({ measurements, ...model }) => {
    const measurement = /** @type {Measurement} */ (measurements[side])
    const { neuronTable } = measurement
    const replaced = { ...neuronTable, entropyGlobal: neuronTable[entropy] }
    return { ...model, measurement: { ...measurement, neuronTable: replaced } }
  }
  return settings.map(({ knob, models }) => ({ knob, models: models.map(measured) }))
}

/**
 * @param {ReturnType<typeof onSide>} settings
 * @param {Side} side
 */
function boxesOf(settings, side) {
  return pooledEntropies(settings, side).map(({ boxes }) =>
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
