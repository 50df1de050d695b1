import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { mlpGraph } from "#src/capture/encode/mlp.js"
import { encodeOnnx } from "#src/capture/encode/onnx.js"
import type { InputTensor, ModelInputs } from "#src/capture/inputs/model-inputs.js"
import { mlp } from "#src/networks/mlp.js"
import { type Random, seededRandom } from "#src/random.js"

/** A model, and examples for it. */
export interface CaptureWorkload {
  name: string
  /** Writes the model into a folder, or finds it in fixtures/onnx; its path. */
  model: (folder: string, seed: number) => string
  examples: number
  /** One input's values for one example after the other, by name. */
  feeds: (examples: number, random: Random) => Record<string, InputTensor>
}

/** The paper's network for Colored MNIST. */
const widths = [392, 256, 256, 256, 10]

export const captureWorkloads: readonly CaptureWorkload[] = [
  {
    name: `MLP ${widths.join("-")}`,
    model: (folder, seed) => {
      const path = join(folder, "mlp.onnx")
      writeFileSync(path, encodeOnnx(mlpGraph(mlp(widths).initialise(seededRandom(seed)))))
      return path
    },
    examples: 10_000,
    feeds: (examples, random) => ({ input: uniform([examples, widths[0]], random) }),
  },
  {
    name: "ResNet-18, 8 channels, 48 × 48 × 3",
    model: fixture("cnn.onnx"),
    examples: 512,
    feeds: (examples, random) => ({ image: uniform([examples, 3, 48, 48], random) }),
  },
  {
    name: "DistilBERT, 3 layers of 64, 20 tokens",
    model: fixture("distilbert.onnx"),
    examples: 2048,
    feeds: (examples, random) => tokens(examples, 20, random),
  },
]

function fixture(name: string): CaptureWorkload["model"] {
  return () => fileURLToPath(new URL(`../../fixtures/onnx/${name}`, import.meta.url))
}

/** Feeds cut into batches as they are asked for, nothing copied. */
export function inMemory(examples: number, feeds: Record<string, InputTensor>): ModelInputs {
  return {
    examples,
    batch: async (start, end) =>
      Object.fromEntries(
        Object.entries(feeds).map(([name, { shape, data }]) => {
          const width = data.length / examples
          return [name, { shape: [end - start, ...shape.slice(1)], data: data.subarray(start * width, end * width) }]
        }),
      ),
    describe: (index) => ({ kind: "array", index }),
    files: [],
  }
}

function uniform(shape: number[], random: Random): InputTensor {
  const length = shape.reduce((product, axis) => product * axis, 1)
  return { shape, data: Float32Array.from({ length }, random) }
}

/** Token numbers that the small vocabulary has, and an attention mask: the later half of some examples is padding. */
function tokens(examples: number, length: number, random: Random): Record<string, InputTensor> {
  const shape = [examples, length]
  const ids = BigInt64Array.from({ length: examples * length }, () => BigInt(Math.floor(random() * 100)))
  const mask = BigInt64Array.from(ids, (_, at) => BigInt(at % length < length / 2 || at % 3 > 0 ? 1 : 0))
  return { input_ids: { shape, data: ids }, attention_mask: { shape, data: mask } }
}
