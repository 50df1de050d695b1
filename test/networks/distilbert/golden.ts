import { fileURLToPath } from "node:url"
import { numpy as np } from "@jax-js/jax"
import { type EncoderFolder, readEncoderFolder } from "#src/networks/distilbert/folder-node.js"
import { readTensors } from "#src/networks/distilbert/weight-files-node.js"
import type { HostArrays } from "#src/networks/network.js"

export const goldenFamilies = ["distilbert", "bert", "roberta"] as const
export type GoldenFamily = (typeof goldenFamilies)[number]

export function goldenFolder(family: GoldenFamily): string {
  return fileURLToPath(new URL(`../../../fixtures/golden/distilbert/${family}`, import.meta.url))
}

/** An encoder that transformers saved, and what scripts/distilbert-values.py found it to answer. */
export async function goldenEncoder(family: GoldenFamily): Promise<{ encoder: EncoderFolder; expected: HostArrays }> {
  const folder = goldenFolder(family)
  return {
    encoder: await readEncoderFolder(folder),
    expected: await readTensors(`${folder}/values.safetensors`, (name) => name),
  }
}

/** Token ids, text by text, on the device. */
export function idsOf({ shape, data }: HostArrays[string]): np.Array {
  return np.array(Int32Array.from(data), { shape, dtype: np.int32 })
}

/** Each label as a row with a one in its place. */
export function oneHot(labels: Float32Array, classes: number): np.Array {
  const rows = new Float32Array(labels.length * classes)
  for (const [i, label] of labels.entries()) rows[i * classes + label] = 1
  return np.array(rows, { shape: [labels.length, classes] })
}

export function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Array.from(expected).reduce((most, value, i) => Math.max(most, Math.abs(found[i] - value)), 0)
}
