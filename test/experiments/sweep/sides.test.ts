import { expect, test } from "vitest"
import { pointsOn } from "#src/experiments/sweep/model-network.js"
import { meansOn, measuredSides } from "#src/experiments/sweep/model-result.js"
import { type NetworkSpec, pairedNeurons, sidesOf } from "#src/experiments/sweep/model-spec.js"
import { measuresOn } from "#src/experiments/sweep/trend-table.js"
import { mlp } from "#src/networks/mlp.js"
import type { Network } from "#src/networks/network.js"
import { resnet18 } from "#src/networks/resnet.js"

const encoder = { kind: "encoder", model: null, layers: 2, heads: 2 } as const

test.each<[NetworkSpec, string[]]>([
  [{ kind: "mlp", hidden: [3], start: "glorot" }, ["pre", "post"]],
  [{ kind: "resnet18", base: 8 }, ["pre", "post"]],
  [{ ...encoder, width: 64 }, ["cls"]],
  [{ ...encoder, width: 65 }, ["cls", "cls-all"]],
])("%j is measured on %j", (network, sides) => {
  expect(sidesOf(network)).toEqual(sides)
})

test("a side is measured at every hidden layer, at the end of each stage, or after each layer of an encoder", () => {
  expect(pointsOn("pre", mlp([4, 3, 3, 2]))).toEqual(["hidden1.pre", "hidden2.pre"])
  expect(pointsOn("post", mlp([4, 3, 3, 2]))).toEqual(["hidden1.post", "hidden2.post"])
  const residual = resnet18({ channels: 1, height: 8, width: 8, classes: 2, base: 2 })
  expect(pointsOn("pre", residual)).toEqual(["layer1.1.pre", "layer2.1.pre", "layer3.1.pre", "layer4.1.pre"])
  const names = ["layer1", "layer2", "layer10"]
  const ofTexts = { points: names.map((name) => ({ name, neurons: 3 })) } as unknown as Network
  expect(pointsOn("cls", ofTexts)).toEqual(names)
  expect(pointsOn("cls-all", ofTexts)).toEqual(names)
  expect(pointsOn("pre", ofTexts)).toEqual([])
})

test("every neuron of an encoder is in pairs on one side, some are on the other, and entropies are there once", () => {
  expect(pairedNeurons("cls", { neurons: 64 })).toBe(64)
  expect(pairedNeurons("cls-all", { neurons: 64 })).toBeNull()
  expect(measuresOn("cls")).toContain("entropy")
  expect(measuresOn("cls-all")).toEqual(["mutualInformation"])
})

test("the means of a network are by side, and one that was not measured is missed aloud", () => {
  const means = { "cls-all": [], cls: [] }
  expect(measuredSides(means)).toEqual(["cls", "cls-all"])
  expect(meansOn(means, "cls")).toBe(means.cls)
  expect(() => meansOn(means, "pre")).toThrow("not measured on pre")
})
