import type { LayerSummary, MeasureSettings } from "../estimators/measurement.js"
import type { Manifest } from "./manifest-json.js"

/** Whether it has all parts of a manifest, each of its type: what passes can be shown and calculated with. */
export function isManifest(value: Record<string, unknown>): value is Record<string, unknown> & Manifest {
  return (
    typeof value.complete === "boolean" &&
    isSettings(value.settings) &&
    isRecord(value.tool) &&
    isTimings(value.timings) &&
    isInput(value.input) &&
    (value.complete ? isResult(value.result) : value.result === null)
  )
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === "string"
const isTruth: Check = (value) => typeof value === "boolean"
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0
/** As JSON has it: what is not finite is text. */
const isNumber: Check = (value) =>
  typeof value === "number" || value === "NaN" || value === "Infinity" || value === "-Infinity"

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)

const isOneOf =
  (...words: string[]): Check =>
  (value) =>
    words.includes(value as string)

const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

/** A record with these parts; others are not looked at. */
const has =
  <T>(parts: { [Key in keyof T]?: Check }): Check =>
  (value) =>
    isRecord(value) && Object.entries<Check | undefined>(parts).every(([key, check]) => check?.(value[key]))

const isSettings = has<MeasureSettings>({
  unit: isOneOf("nats", "bits"),
  reference: isTruth,
  seed: isNumber,
  examples: orNull(isCount),
  entropy: has<MeasureSettings["entropy"]>({
    method: isOneOf("binned", "knn"),
    bins: isCount,
    edges: isOneOf("global", "local", "equal-frequency"),
    correction: isOneOf("none", "miller-madow"),
    k: isCount,
  }),
  mutualInformation: orNull(
    has<NonNullable<MeasureSettings["mutualInformation"]>>({
      method: isOneOf("ksg", "ksg2", "mixed", "binned", "gaussian-copula"),
      k: isCount,
      bins: isCount,
      neuronsPerLayer: orNull(isCount),
    }),
  ),
})

const isTimings = has<Manifest["timings"]>({
  started: isText,
  finished: orNull(isText),
  seconds: orNull(isNumber),
})

function isInput(value: unknown): boolean {
  return (
    isRecord(value) &&
    isCount(value.examples) &&
    isCount(value.neurons) &&
    (value.values === null || isRecord(value.values)) &&
    isListOf(has({ name: isText }))(value.files) &&
    (value.capture === undefined || isCapture(value.capture, value.examples)) &&
    Array.isArray(value.layers) &&
    coversAll(value.layers, Number(value.neurons))
  )
}

/** Whether it is a capture record of as many rows of activations. */
function isCapture(value: unknown, rows: unknown): boolean {
  const areNamed = isListOf(has({ name: isText, sha256: isText }))
  return (
    isRecord(value) &&
    [value.model, value.inputs, value.preparation ?? []].every(areNamed) &&
    isListOf(has({ layer: isText, tensor: isText, reduce: isText }))(value.layers) &&
    isRecord(value.request) &&
    isCount(value.examples) &&
    (value.rows === undefined ? value.examples === rows : countsTo(value.rows, Number(value.examples), Number(rows)))
  )
}

function countsTo(counts: unknown, length: number, sum: number): boolean {
  return (
    Array.isArray(counts) &&
    counts.length === length &&
    counts.every(isCount) &&
    counts.reduce<number>((total, count) => total + count, 0) === sum
  )
}

function coversAll(layers: unknown[], neurons: number): boolean {
  let next = 0
  for (const layer of layers) {
    if (!isRecord(layer) || !isText(layer.name) || layer.start !== next) return false
    if (!isCount(layer.end) || Number(layer.end) < next) return false
    next = Number(layer.end)
  }
  return next === neurons
}

const isBox = has<LayerSummary["entropy"]>({
  count: isCount,
  minimum: isNumber,
  lowerQuartile: isNumber,
  median: isNumber,
  upperQuartile: isNumber,
  maximum: isNumber,
  lowerWhisker: isNumber,
  upperWhisker: isNumber,
  notch: isListOf(isNumber),
  mean: isNumber,
  meanInterval: isListOf(isNumber),
})

const isLayerSummary = has<LayerSummary>({
  layer: orNull(isText),
  neurons: isCount,
  entropy: isBox,
  entropyLocal: isBox,
  entropyKnn: isBox,
  mutualInformation: orNull(isBox),
  mixture: orNull(isListOf(has({ weight: isNumber, mean: isNumber, standardDeviation: isNumber }))),
  shares: has<LayerSummary["shares"]>({
    dead: isNumber,
    constant: isNumber,
    duplicate: isNumber,
    tied: isNumber,
    heavyTailed: isNumber,
  }),
})

const isResult = has<NonNullable<Manifest["result"]>>({
  examples: isCount,
  matrixSize: orNull(isCount),
  neuronsSha256: isText,
  summary: has({ all: isLayerSummary, layers: isListOf(isLayerSummary) }),
  warnings: isListOf(has({ code: isText, message: isText, neurons: isListOf(isCount) })),
})
