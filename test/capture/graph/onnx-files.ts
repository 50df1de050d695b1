import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Values } from "#src/activations.js"
import { modelType } from "#src/capture/graph/onnx-schema.js"
import { openLayers } from "#src/readers/format.js"
import { withFile } from "#src/readers/open-file.js"

/**
 * A module of a network: the tensor with its output, how PyTorch's values of it were reduced, and the largest of them.
 */
interface FixtureModule {
  tensor: string
  reduce: "none" | "mean_hw" | "token0" | "token_last"
  scale_max_abs: number
}

interface FixtureModel {
  model: string
  inputs: string
  expected: string
  modules: Record<string, FixtureModule>
}

export function onnxPath(name: string): string {
  return fileURLToPath(new URL(`../../../fixtures/onnx/${name}`, import.meta.url))
}

/** The exported networks, by name. */
export const fixtureModels: Record<string, FixtureModel> = JSON.parse(
  readFileSync(onnxPath("index.json"), "utf8"),
).models

export interface HostileModel {
  file: string
  why: string
  /** The error's code, "reads", or "runtime" where only the runtime can know. */
  outcome: string
}

export const hostileModels: HostileModel[] = JSON.parse(readFileSync(onnxPath("hostile/expected.json"), "utf8"))

/** The bytes of a model of these messages (ONNX's own, in camel case), as far as reading looks at them. */
export function modelBytes(message: object): Uint8Array<ArrayBuffer> {
  return new Uint8Array(modelType.encode(modelType.fromObject(message)).finish())
}

/** A graph that makes `y` of `x` in one step, and what is to be added to it. */
export function oneStep(more: object = {}): object {
  return {
    graph: {
      node: [{ name: "step", opType: "Relu", input: ["x"], output: ["y"] }],
      input: [{ name: "x" }],
      output: [{ name: "y" }],
      ...more,
    },
  }
}

/** The arrays of an .npz in C order, by name. */
export async function arraysOf(path: string): Promise<Map<string, { shape: readonly number[]; values: Values }>> {
  return withFile(path, async (source) => {
    const arrays = new Map<string, { shape: readonly number[]; values: Values }>()
    for (const { name = "", open } of await openLayers(source, {})) {
      const { shape, dtype, values } = await open()
      const size = shape.reduce((product, axis) => product * axis, 1)
      const whole = dtype === "float32" ? new Float32Array(size) : new Float64Array(size)
      let place = 0
      for await (const block of values()) {
        whole.set(block, place)
        place += block.length
      }
      arrays.set(name, { shape, values: whole })
    }
    return arrays
  })
}
