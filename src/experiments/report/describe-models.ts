import { resolveSettings } from "../../estimators/measure.js"
import type { MeasureSettings } from "../../estimators/measurement.js"
import { count, percent, range } from "../../report/numbers.js"
import { describeSettings } from "../../report/settings.js"
import { isOfTexts, type ModelSpec, type NetworkSpec, sidesOf } from "../sweep/model-spec.js"
import type { SweptModel } from "../sweep/trend-table.js"
import { describeData, lastPart } from "./describe-data.js"

/** The settings of a sweep's models as a reader would name them. The knob apart, all models share them. */
export function describeModels(models: readonly SweptModel[]): [string, string][] {
  const { spec, tool } = models[0].result
  const seeds = [...new Set(models.map(({ seed }) => seed))].sort((a, b) => a - b)
  return [
    ...describeData(spec.data),
    ...describeFacts(models),
    ["Network", describeNetwork(spec.network)],
    ["Training", describeTraining(spec.training)],
    ["Epochs trained", range(models.map(({ result }) => result.epochs))],
    ["Network measured", describeMeasured(models)],
    ["Seeds", seeds.length === 1 ? `${seeds[0]}` : `${seeds.length}: ${seeds.join(", ")}`],
    ...describeSettings(measureSettings(spec)).filter(([name]) => name !== "Seed"),
    ...describeMorePairs(spec.network),
    ["Made by", `rote ${tool.version}, Node ${tool.node}, ${tool.platform}`],
  ]
}

/** What was counted in the examples, by name of the fact. */
function describeFacts(models: readonly SweptModel[]): [string, string][] {
  const known = (name: string) => models.flatMap(({ result }) => result.facts?.[name] ?? [])
  const row = (title: string, values: number[], shares: number[]): [string, string][] =>
    values.length === 0 ? [] : [[title, `${range(values)}${shares.length === 0 ? "" : ` (${range(shares, percent)})`}`]]
  const qualifying = known("qualifying")
  const against = known("disagree").map((disagree, i) => disagree / qualifying[i])
  return [
    ...row("Training reviews with an adjective against the label", known("disagree"), against),
    ...row("Training labels changed to the adjective's", known("changed"), known("changedShare")),
  ]
}

function describeMorePairs(network: NetworkSpec): [string, string][] {
  return sidesOf(network).includes("cls-all") ? [["Neurons per layer in pairs, once more", "all"]] : []
}

function describeNetwork(network: NetworkSpec): string {
  if (network.kind === "encoder") {
    const { layers, width, heads, model } = network
    const start = model === null ? "from scratch" : `from the weights of ${lastPart(model)}`
    return `transformer encoder, ${layers} layers of ${width} neurons, ${heads} heads, ${start}`
  }
  if (network.kind === "resnet18") return `ResNet-18, ${network.base} channels in the first stage`
  const start = network.start === "glorot" ? "Glorot's first weights" : "PyTorch's first weights"
  return `multi-layer perceptron, ${network.hidden.join("-")}, ReLU, ${start}`
}

const schedules: Record<ModelSpec["training"]["schedule"], string> = {
  constant: "",
  linear: " falling to zero in a straight line",
  "warm-linear": " rising over the first tenth of the steps, then falling to zero, both in a straight line",
}

function describeTraining({ optimizer, schedule, batchSize, stopping }: ModelSpec["training"]): string {
  const { learningRate, weightDecay = 0 } = optimizer
  const rate = `learning rate ${learningRate}${schedules[schedule]}`
  const decay = weightDecay === 0 ? "Adam" : `AdamW, weight decay ${weightDecay}`
  return `${decay}, ${rate}, batches of ${batchSize}${describeStopping(stopping)}`
}

function describeStopping(stopping: ModelSpec["training"]["stopping"]): string {
  if (stopping === null) return ""
  return "looks" in stopping
    ? `, until validation accuracy was no better at ${stopping.looks} looks, ${stopping.every} epochs apart, from epoch ${stopping.fromEpoch} on and with a training loss of at most ${stopping.lossAtMost} nats`
    : `, until the mean training loss of an epoch was at most ${stopping.lossAtMost} nats`
}

/** How many steps an epoch is, where that is the more usual unit: with texts. Null elsewhere. */
export function stepsPerEpoch({ data, training }: ModelSpec): string | null {
  if (!isOfTexts(data)) return null
  const steps = Math.ceil(data.trainingReviews / training.batchSize)
  return `An epoch is ${count(steps)} steps of ${training.batchSize} reviews.`
}

function describeMeasured(models: readonly SweptModel[]): string {
  const epochs = range(models.map(({ result }) => result.measuredEpoch))
  return models[0].result.spec.training.select === "final"
    ? `as it is after the last epoch (${epochs})`
    : `as it was when validation accuracy was best (epoch ${epochs})`
}

/** Of the measurement of a model's activations. */
export function measureSettings({ measurement: { bins, neurons, seed } }: ModelSpec): MeasureSettings {
  return resolveSettings({ entropy: { bins }, seed, ...(neurons === null ? {} : { neurons }) })
}
