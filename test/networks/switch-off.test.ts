import { expect, test } from "vitest"
import { neuronValues } from "#src/activations.js"
import { circles } from "#src/datasets/circles.js"
import { accuracy, recordActivations } from "#src/networks/inference.js"
import { mlp } from "#src/networks/mlp.js"
import { type HostArrays, toDevice } from "#src/networks/network.js"
import { hiddenWidths, plainAccuracy, plainForward } from "#src/networks/plain-forward.js"
import { switchOff } from "#src/networks/switch-off.js"
import { seededRandom } from "#src/random.js"
import { codeOf } from "../estimators/error-code.js"

const network = mlp([3, 6, 5, 2])
const parameters = network.initialise(seededRandom(1))
const points = circles({ points: 700 }, seededRandom(2))

/** One example at a time, straight from the definition, with the activations of some neurons set to 0. */
function logitsWithout(silent: number[], input: Float32Array): number[] {
  const apply = (name: string, values: number[]) =>
    Array.from(parameters[`${name}.bias`].data, (bias, output) =>
      values.reduce(
        (sum, value, i) => sum + value * parameters[`${name}.weight`].data[output * values.length + i],
        bias,
      ),
    )
  const hidden = (name: string, values: number[], first: number) =>
    apply(name, values).map((value, j) => (silent.includes(first + j) ? 0 : Math.max(0, value)))
  return apply("output", hidden("hidden2", hidden("hidden1", Array.from(input), 0), 6))
}

const logitsOf = (changed: HostArrays, example: number) => {
  const { examples, logits } = plainForward(changed, points.inputs)
  return [logits[example], logits[examples + example]]
}

test.each([{ silent: [] }, { silent: [3] }, { silent: [7] }, { silent: [0, 5, 6, 10] }])(
  "switching off $silent is setting their activations to 0",
  ({ silent }) => {
    const changed = switchOff(parameters, silent)
    for (const example of [0, 123, 699]) {
      const expected = logitsWithout(silent, points.inputs.subarray(3 * example, 3 * example + 3))
      logitsOf(changed, example).forEach((logit, c) => {
        expect(logit).toBeCloseTo(expected[c], 5)
      })
    }
  },
)

test("with every neuron off the output is its bias", () => {
  const changed = switchOff(parameters, Array(11).keys())
  expect(logitsOf(changed, 5)).toEqual(Array.from(parameters["output.bias"].data))
})

test("the parameters given stay as they are, and share no memory with those returned", () => {
  const before = structuredClone(parameters)
  const changed = switchOff(parameters, [2])
  expect(parameters).toEqual(before)
  expect(changed).not.toEqual(before)
  for (const name of Object.keys(parameters)) expect(changed[name].data.buffer).not.toBe(parameters[name].data.buffer)
})

test.each([{ neuron: 11 }, { neuron: -1 }, { neuron: 1.5 }, { neuron: Number.NaN }])(
  "refuses neuron $neuron of 11",
  ({ neuron }) => {
    expect(codeOf(() => switchOff(parameters, [neuron]))).toBe("bad-option")
  },
)

test("the plain forward pass is the compiled one: its activations and its accuracy", async () => {
  const plain = plainForward(parameters, points.inputs)
  const onDevice = toDevice(parameters)
  const recorded = await recordActivations(network, onDevice, points, ["hidden1.post", "hidden2.post"])
  const activations = plain.hidden.flatMap((layer) => Array.from(layer))
  expect(activations).toHaveLength(11 * 700)
  for (let neuron = 0; neuron < 11; neuron++) {
    neuronValues(recorded, neuron).forEach((value, i) => {
      expect(activations[neuron * 700 + i]).toBeCloseTo(value, 5)
    })
  }
  expect(plainAccuracy(plain, points.labels)).toBe(await accuracy(network, onDevice, points))
})

test("knows the hidden widths, and refuses what is not an MLP", () => {
  expect(hiddenWidths(parameters)).toEqual([6, 5])
  expect(codeOf(() => hiddenWidths({ "conv1.weight": parameters["hidden1.weight"] }))).toBe("bad-option")
})
