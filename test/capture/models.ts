import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import protobuf from "protobufjs/light.js"
import { onTestFinished } from "vitest"
import { type ActivationMatrix, neuronValues } from "#src/activations.js"
import { encodeOnnx, type OnnxGraph } from "#src/capture/encode/onnx.js"

export const models = fileURLToPath(new URL("../../fixtures/onnx/", import.meta.url))
export const hostile = join(models, "hostile/")

/** What fixtures/onnx/index.json says of a model. */
export interface ModelFixture {
  model: string
  inputs: string
  expected: string
  modules: Record<
    string,
    { tensor: string | null; reduce: "none" | "mean_hw" | "token0" | "token_last"; scale_max_abs: number }
  >
}

export const fixtures: Record<string, ModelFixture> = JSON.parse(
  readFileSync(join(models, "index.json"), "utf8"),
).models

/** A folder of its own for one test, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "rote-test-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A model's bytes in a file of a folder of its own. */
export function modelFile(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), "model.onnx")
  writeFileSync(path, bytes)
  return path
}

/** onnx.proto3's numbers of element types. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 }
export type ElementType = keyof typeof elementTypes

/** x of any element type, made float32 as y and then x's type again as `back`. */
export function castModel(type: ElementType): string {
  const bytes = encodeOnnx({
    inputs: [],
    nodes: [
      { name: "forth", operator: "Cast", inputs: ["x"], outputs: ["y"], attributes: { to: elementTypes.float32 } },
      { name: "again", operator: "Cast", inputs: ["y"], outputs: ["back"], attributes: { to: elementTypes[type] } },
    ],
    outputs: [{ name: "y", shape: ["batch", 3] }],
    weights: {},
  })
  return modelFile(Buffer.concat([bytes, graphWithInput("x", elementTypes[type])]))
}

/** A model of float32 tensors and these nodes. */
export function graphModel(graph: Omit<OnnxGraph, "weights"> & { weights?: OnnxGraph["weights"] }): string {
  return modelFile(encodeOnnx({ weights: {}, ...graph }))
}

/** A graph that holds nothing but an input of (batch, 3): protobuf merges it with the one before. */
function graphWithInput(name: string, elementType: number): Uint8Array {
  const writer = protobuf.Writer.create()
  const field = (id: number) => (id << 3) | 2
  writer.uint32(field(7)).fork().uint32(field(11)).fork().uint32(field(1)).string(name)
  writer.uint32(field(2)).fork().uint32(field(1)).fork().uint32(8).int32(elementType)
  writer.uint32(field(2)).fork()
  writer.uint32(field(1)).fork().uint32(field(2)).string("batch").ldelim()
  writer.uint32(field(1)).fork().uint32(8).int64(3).ldelim()
  return writer.ldelim().ldelim().ldelim().ldelim().ldelim().finish()
}

/** Largest difference between a layer of one matrix and a layer of another. */
export function layerDifference(a: ActivationMatrix, layer: string, b: ActivationMatrix, other = layer): number {
  const [one, two] = [layerOf(a, layer), layerOf(b, other)]
  if (one.end - one.start !== two.end - two.start || a.examples !== b.examples) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let j = 0; j < one.end - one.start; j++) {
    const values = neuronValues(b, two.start + j)
    neuronValues(a, one.start + j).forEach((value, i) => {
      const difference = Math.abs(value - values[i])
      largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference)
    })
  }
  return largest
}

export function layerOf(a: ActivationMatrix, name: string) {
  const layer = a.layers.find((candidate) => candidate.name === name)
  if (layer === undefined) throw new Error(`no layer ${name} but ${a.layers.map((each) => each.name).join(", ")}`)
  return layer
}
