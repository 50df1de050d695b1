import { grad, numpy as np, tree, valueAndGrad } from "@jax-js/jax"
import { expect, test } from "vitest"
import { crossEntropy } from "#src/networks/loss.js"
import { mlp } from "#src/networks/mlp.js"
import { type NamedArrays, toDevice } from "#src/networks/network.js"
import { seededRandom } from "#src/random.js"

const network = mlp([5, 4, 3, 2])

type PlainParameters = Record<string, { shape: number[]; data: ArrayLike<number> }>

/** A plain loop's forward pass, in double precision. */
function plainForward(parameters: PlainParameters, inputs: number[]): Record<string, number[]> {
  const found: Record<string, number[]> = {}
  let values = inputs
  for (const name of ["hidden1", "hidden2", "output"]) {
    const { shape, data } = parameters[`${name}.weight`]
    const bias = Array.from(parameters[`${name}.bias`].data)
    const before = Array.from({ length: shape[0] }, (_, o) =>
      values.reduce((sum, value, i) => sum + value * data[o * shape[1] + i], bias[o]),
    )
    found[`${name}.pre`] = before
    values = before.map((value) => Math.max(0, value))
    found[`${name}.post`] = values
  }
  return found
}

test("logits and every named activation agree with a plain loop to 1e-6", () => {
  const parameters = network.initialise(seededRandom(1))
  const inputs = [0.3, -1.2, 0.8, 0, 2]
  const { logits, activations } = network.forward(toDevice(parameters), np.array([inputs]))
  const expected = plainForward(parameters, inputs)
  expect(Object.keys(activations)).toEqual(network.points.map((point) => point.name))
  const close = (actual: np.Array, wanted: number[]) => {
    const found = actual.dataSync()
    wanted.forEach((value, i) => {
      expect(Math.abs(found[i] - value)).toBeLessThan(1e-6)
    })
  }
  close(logits, expected["output.pre"])
  for (const { name } of network.points) close(activations[name], expected[name])
})

test("parameters start uniform within ±1/√inputs, from the seed alone", () => {
  const wide = mlp([400, 100, 10])
  const parameters = wide.initialise(seededRandom(2))
  const { shape, data } = parameters["hidden1.weight"]
  expect(shape).toEqual([100, 400])
  expect(Math.max(...data)).toBeLessThanOrEqual(1 / 20)
  const variance = data.reduce((sum, value) => sum + value * value, 0) / data.length
  expect(variance / (1 / 400 / 3)).toBeCloseTo(1, 1)
  expect(wide.initialise(seededRandom(2))).toEqual(parameters)
  expect(wide.initialise(seededRandom(3))).not.toEqual(parameters)
})

test("cross-entropy is log classes for equal logits and close to 0 for a sure right answer", () => {
  const target = () => np.array([[0, 1, 0]])
  expect(crossEntropy(np.zeros([1, 3]), target()).item()).toBeCloseTo(Math.log(3), 6)
  expect(crossEntropy(np.array([[0, 100, 0]]), target()).item()).toBeCloseTo(0, 6)
  expect(crossEntropy(np.array([[1000, 0, 0]]), target()).item()).toBeCloseTo(1000, 2)
})

test("gradients agree with central differences of the plain loop in double precision to 1e-6 on every parameter", () => {
  const parameters = network.initialise(seededRandom(4))
  const random = seededRandom(5)
  const examples = Array.from({ length: 6 }, () => Array.from({ length: 5 }, () => 2 * random() - 1))
  const targets = examples.map((_, i) => (i % 2 === 0 ? [1, 0] : [0, 1]))
  const gradients = grad((p: NamedArrays) => {
    const { logits, activations } = network.forward(p, np.array(examples))
    tree.dispose(activations)
    return crossEntropy(logits, np.array(targets))
  })(toDevice(parameters)) as NamedArrays
  const plainLoss = (moved: string, index: number, by: number) => {
    const data = Float64Array.from(parameters[moved].data, (value, i) => (i === index ? value + by : value))
    const there = { ...parameters, [moved]: { ...parameters[moved], data } }
    const losses = examples.map((inputs, i) => {
      const logits = plainForward(there, inputs)["output.pre"]
      return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[targets[i].indexOf(1)]
    })
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  }
  const h = 1e-5
  for (const [name, { data }] of Object.entries(parameters)) {
    const gradient = gradients[name].dataSync()
    for (let i = 0; i < data.length; i++) {
      const difference = (plainLoss(name, i, h) - plainLoss(name, i, -h)) / (2 * h)
      expect(Math.abs(gradient[i] - difference)).toBeLessThan(1e-6)
    }
  }
})

test("the loss that comes with the gradients is the loss", () => {
  const parameters = network.initialise(seededRandom(6))
  const loss = (p: NamedArrays) => {
    const { logits, activations } = network.forward(p, np.ones([1, 5]))
    tree.dispose(activations)
    return crossEntropy(logits, np.array([[1, 0]]))
  }
  const [value, gradients] = valueAndGrad(loss)(toDevice(parameters))
  tree.dispose(gradients)
  expect(value.item()).toBeCloseTo(loss(toDevice(parameters)).item(), 6)
})
