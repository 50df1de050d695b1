import { printable } from "../../errors.js"
import { resolveSettings } from "../../estimators/measure.js"
import type { MeasureSettings } from "../../estimators/measurement.js"
import { count } from "../../report/numbers.js"
import { describeSettings } from "../../report/settings.js"
import type { DataSpec, ImageSet, ModelSpec, NetworkSpec } from "../sweep/model-spec.js"
import type { SweptModel } from "../sweep/trend-table.js"

export const imageNames: Record<ImageSet, string> = {
  mnist: "MNIST",
  "fashion-mnist": "Fashion-MNIST",
  cifar10: "CIFAR-10",
  cifar100: "CIFAR-100",
}

/** The settings of a sweep's models as a reader would name them. The knob apart, all models share them. */
export function describeModels(models: readonly SweptModel[]): [string, string][] {
  const { spec, tool } = models[0].result
  const seeds = [...new Set(models.map(({ seed }) => seed))].sort((a, b) => a - b)
  return [
    ...describeData(spec.data),
    ["Network", describeNetwork(spec.network)],
    ["Training", describeTraining(spec.training)],
    ["Epochs trained", range(models.map(({ result }) => result.epochs))],
    ["Network measured", describeMeasured(models)],
    ["Seeds", seeds.length === 1 ? `${seeds[0]}` : `${seeds.length}: ${seeds.join(", ")}`],
    ...describeSettings(measureSettings(spec)).filter(([name]) => name !== "Seed"),
    ["Made by", `rote ${tool.version}, Node ${tool.node}, ${tool.platform}`],
  ]
}

function describeData(data: DataSpec): [string, string][] {
  if (data.kind === "circles") {
    const { points = 2000, noise = 0.2, factor = 0.4, named = 0.75 } = data
    return [
      ["Training points", `${count(points)}; noise ${noise}, inner radius ${factor}, third feature on ${named}`],
      ["Validation points", count(data.validationPoints)],
    ]
  }
  const folder = data.folder === null ? "" : ` (${printable(lastPart(data.folder))})`
  return [
    ["Images", `${imageNames[data.images]}${folder}`],
    ["Training images", count(data.trainingImages)],
    ["Validation images, measured too", count(data.validationImages)],
  ]
}

/** A report may be shown to others, who need not know where its files lie. */
function lastPart(folder: string): string {
  return (
    folder
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1) ?? folder
  )
}

function describeNetwork(network: NetworkSpec): string {
  if (network.kind === "encoder") {
    const { layers, width, heads, model } = network
    const start = model === null ? "from scratch" : `from the weights of ${printable(lastPart(model))}`
    return `transformer encoder, ${layers} layers of ${width} neurons, ${heads} heads, ${start}`
  }
  if (network.kind === "resnet18") return `ResNet-18, ${network.base} channels in the first stage`
  const start = network.start === "glorot" ? "Glorot's first weights" : "PyTorch's first weights"
  return `multi-layer perceptron, ${network.hidden.join("-")}, ReLU, ${start}`
}

function describeTraining({ optimizer, schedule, batchSize, stopping }: ModelSpec["training"]): string {
  const { learningRate, weightDecay = 0 } = optimizer
  const rate = `learning rate ${learningRate}${schedule === "linear" ? " falling to zero in a straight line" : ""}`
  const decay = weightDecay === 0 ? "Adam" : `AdamW, weight decay ${weightDecay}`
  const until =
    stopping === null
      ? ""
      : `, until validation accuracy was no better at ${stopping.looks} looks, ${stopping.every} epochs apart, from epoch ${stopping.fromEpoch} on and with a training loss of at most ${stopping.lossAtMost} nats`
  return `${decay}, ${rate}, batches of ${batchSize}${until}`
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

function range(values: number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return low === high ? count(low) : `${count(low)} to ${count(high)}`
}
