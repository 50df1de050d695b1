import { numpy as np, tree, valueAndGrad } from "@jax-js/jax"
import { describe, expect, it } from "vitest"
import { crossEntropy } from "#src/networks/loss.js"
import { mapValues } from "#src/networks/map-values.js"
import { mlp } from "#src/networks/mlp.js"
import { type HostArrays, type NamedArrays, type Network, toDevice, toHost } from "#src/networks/network.js"
import { resnet18 } from "#src/networks/resnet.js"
import { disposeState, gatherBatch, startTraining, trainingStep } from "#src/networks/training.js"
import { seededRandom } from "#src/random.js"
import { largestShare, torchExamples, torchValues, withPrefix } from "./torch-values.js"

/**
 * Bounds are shares of the largest value of an array. PyTorch computed in float64, so they hold what our float32 loses: 6e-8
 * at each rounding, some ten times that by the end of a layer, and more in each batch norm, which divides differences of
 * near values by their small deviation.
 */
interface Case {
  file: string
  network: Network
  bounds: { values: number; gradients: number }
}

const mlpCase: Case = { file: "mlp", network: mlp([12, 8, 8, 3]), bounds: { values: 1e-6, gradients: 1e-6 } }
const smallCase: Case = {
  file: "resnet18-small",
  network: resnet18({ channels: 2, height: 12, width: 12, classes: 3, base: 2 }),
  bounds: { values: 1e-5, gradients: 5e-5 },
}
const imagenetCase: Case = {
  file: "resnet18-imagenet",
  network: resnet18({ channels: 3, height: 16, width: 16, classes: 3, base: 2, stem: "imagenet" }),
  bounds: { values: 1e-5, gradients: 5e-5 },
}

function batchOf({ network }: Case, values: HostArrays) {
  const data = torchExamples(values, network)
  return gatherBatch(data, Int32Array.from(data.labels.keys()))
}

/** Nothing here drops. */
const inTraining = () => ({ key: np.zeros([2], { dtype: np.uint32 }) })

async function forward(one: Case, values: HostArrays, training: boolean) {
  const { inputs, targets } = batchOf(one, values)
  targets.dispose()
  const found = one.network.forward(
    toDevice(withPrefix(values, "parameter")),
    inputs,
    training ? inTraining() : undefined,
  )
  const { logits } = await toHost({ logits: found.logits })
  const host = { logits, activations: await toHost(found.activations), statistics: await toHost(found.statistics) }
  tree.dispose([found.logits, found.activations, found.statistics])
  return host
}

async function lossAndGradients(one: Case, values: HostArrays, parameters: HostArrays) {
  const { inputs, targets } = batchOf(one, values)
  const all = toDevice(parameters)
  const trained = Object.fromEntries(Object.entries(all).filter(([name]) => !one.network.statistics.includes(name)))
  const [loss, gradients] = valueAndGrad((moved: NamedArrays) => {
    const { logits, activations, statistics } = one.network.forward({ ...all, ...moved }, inputs, inTraining())
    tree.dispose([activations, statistics])
    return crossEntropy(logits, targets)
  })(trained)
  const host = { loss: loss.item(), gradients: await toHost(gradients) }
  tree.dispose(gradients)
  return host
}

/** Parameters after the five steps of the file on its one batch. */
async function afterSteps(one: Case, values: HostArrays, weightDecay: number, epsilon: number): Promise<HostArrays> {
  const step = trainingStep(one.network, { learningRate: 1e-2, weightDecay, epsilon })
  let state = startTraining(one.network, withPrefix(values, "parameter"))
  for (let i = 0; i < 5; i++) state = step(state, batchOf(one, values)).state
  const found = await toHost(state.parameters)
  disposeState(state)
  return found
}

describe.each([mlpCase, smallCase, imagenetCase])("$file", (one) => {
  const { bounds } = one
  const values = torchValues(one.file)

  it("gives PyTorch's logits, activations by name and next running statistics", async () => {
    const found = await forward(one, values, true)
    expect(Object.keys(found.activations)).toEqual(one.network.points.map(({ name }) => name))
    expect(Object.keys(found.statistics).sort()).toEqual([...one.network.statistics].sort())
    expect(largestShare({ logits: found.logits }, { logits: values.logits }).share).toBeLessThan(bounds.values)
    expect(largestShare(found.activations, withPrefix(values, "activation")).share).toBeLessThan(bounds.values)
    expect(largestShare(found.statistics, withPrefix(values, "statistic")).share).toBeLessThan(bounds.values)
  })

  it("gives PyTorch's logits by the running statistics where it is not in training", async () => {
    const { logits, statistics } = await forward(one, values, false)
    expect(statistics).toEqual({})
    const parameters = { ...values, ...prefixed("parameter", withPrefix(values, "statistic")) }
    const { logits: moved } = await forward(one, parameters, false)
    expect(largestShare({ logits: moved }, { logits: values.evaluated }).share).toBeLessThan(bounds.values)
    if (one.network.statistics.length > 0) expect(logits.data).not.toEqual(moved.data)
  })

  it("gives PyTorch's loss and gradient of every parameter", async () => {
    const { loss, gradients } = await lossAndGradients(one, values, withPrefix(values, "parameter"))
    expect(Math.abs(loss - values.loss.data[0])).toBeLessThan(5e-6)
    expect(largestShare(gradients, withPrefix(values, "gradient")).share).toBeLessThan(bounds.gradients)
  })

  it("loses along its gradient, by central differences, as much as the gradient is long", async () => {
    const parameters = withPrefix(values, "parameter")
    const { gradients } = await lossAndGradients(one, values, parameters)
    const length = Math.hypot(...Object.values(gradients).flatMap(({ data }) => [...data]))
    const { targets } = batchOf(one, values)
    const lossAt = async (distance: number) => {
      const moved = { ...values, ...prefixed("parameter", along(parameters, gradients, distance)) }
      const { logits } = toDevice({ logits: (await forward(one, moved, true)).logits })
      return crossEntropy(logits, targets.ref).item()
    }
    // The losses differ by 1e-3, a thousand times what float32 loses of them; the rest is curvature and rectifiers' corners.
    const h = 5e-4 / length ** 2
    const slope = ((await lossAt(h)) - (await lossAt(-h))) / (2 * h) / length
    targets.dispose()
    expect(Math.abs(slope / length - 1)).toBeLessThan(0.02)
  })
})

describe.each([mlpCase, smallCase])("five steps of $file", (one) => {
  const values = torchValues(one.file)

  it("of AdamW with an epsilon of 1e-3 end where PyTorch's do", async () => {
    const found = await afterSteps(one, values, 0.1, 1e-3)
    expect(largestShare(found, withPrefix(values, "adamw")).share).toBeLessThan(one.bounds.gradients)
  })

  it("of Adam end where PyTorch's do, to a hundredth of the way", async () => {
    // Adam divides a gradient by its own size, which lays bare the rounding of those that all but cancel.
    const found = await afterSteps(one, values, 0, 1e-8)
    for (const [name, { data }] of Object.entries(withPrefix(values, "adam"))) {
      data.forEach((value, i) => {
        expect(Math.abs(found[name].data[i] - value)).toBeLessThan(0.01 * 5 * 1e-2)
      })
    }
  })
})

describe("ResNet-18", () => {
  it("of the paper's size has the 11,689,512 parameters of torchvision's, under its names", async () => {
    const network = resnet18({ channels: 3, height: 224, width: 224, classes: 1000 })
    const parameters = network.initialise(seededRandom(1))
    const trained = Object.entries(parameters).filter(([name]) => !network.statistics.includes(name))
    expect(trained.reduce((sum, [, { data }]) => sum + data.length, 0)).toBe(11_689_512)
    expect(parameters["conv1.weight"].shape).toEqual([64, 3, 7, 7])
    expect(parameters["layer2.0.downsample.0.weight"].shape).toEqual([128, 64, 1, 1])
    expect(parameters["layer4.1.bn2.running_var"].shape).toEqual([512])
    expect(parameters["fc.weight"].shape).toEqual([1000, 512])
  })

  it("begins with weights of variance 2 / (outputs · 9), from the seed alone", async () => {
    const network = resnet18({ channels: 1, height: 8, width: 8, classes: 2, base: 8 })
    const parameters = network.initialise(seededRandom(2))
    const { data } = parameters["layer4.1.conv2.weight"]
    const variance = data.reduce((sum, value) => sum + value * value, 0) / data.length
    expect(variance / (2 / (64 * 9))).toBeCloseTo(1, 1)
    expect(network.initialise(seededRandom(2))).toEqual(parameters)
    expect(network.initialise(seededRandom(3))).not.toEqual(parameters)
  })

  it("takes images that are not square", async () => {
    const network = resnet18({ channels: 1, height: 6, width: 10, classes: 2, base: 2 })
    const examples = { examples: 2, ...network, inputs: new Float32Array(120).fill(1), labels: new Uint8Array(2) }
    const { inputs, targets } = gatherBatch(examples, Int32Array.of(0, 1))
    targets.dispose()
    const { logits, activations } = network.forward(toDevice(network.initialise(seededRandom(4))), inputs)
    tree.dispose(activations)
    expect(logits.shape).toEqual([2, 2])
    const found = logits.dataSync()
    expect([...found.slice(0, 2)]).toEqual([...found.slice(2)])
  })
})

function prefixed(prefix: string, arrays: HostArrays): HostArrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${prefix}.${name}`, array]))
}

/** Parameters moved by `distance` times the gradients. */
function along(parameters: HostArrays, gradients: HostArrays, distance: number): HostArrays {
  const named = mapValues(parameters, (array) => array)
  for (const [name, { shape, data }] of Object.entries(gradients)) {
    named[name] = { shape, data: data.map((slope, i) => parameters[name].data[i] + distance * slope) }
  }
  return named
}
