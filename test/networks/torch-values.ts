import { readFileSync } from "node:fs"
import { expect } from "vitest"
import type { LabelledExamples } from "#src/datasets/labelled.js"
import { mapValues } from "#src/networks/map-values.js"
import type { HostArrays, Network } from "#src/networks/network.js"

const folder = new URL("../../fixtures/golden/networks/", import.meta.url)

interface Place {
  shape: number[]
  data_offsets: [number, number]
}

/** A file that scripts/network-values.py wrote: float32 arrays by name. */
export function torchValues(file: string): HostArrays {
  const bytes = readFileSync(new URL(`${file}.safetensors`, folder))
  const start = 8 + Number(bytes.readBigUInt64LE(0))
  const { __metadata__, ...places } = JSON.parse(bytes.toString("utf8", 8, start))
  return mapValues(places as Record<string, Place>, ({ shape, data_offsets: [from, to] }) => ({
    shape,
    data: new Float32Array(Uint8Array.from(bytes.subarray(start + from, start + to)).buffer),
  }))
}

/** Those whose name begins with `PREFIX.`, without it. */
export function withPrefix(values: HostArrays, prefix: string): HostArrays {
  const chosen = Object.entries(values).filter(([name]) => name.startsWith(`${prefix}.`))
  return Object.fromEntries(chosen.map(([name, array]) => [name.slice(prefix.length + 1), array]))
}

/** The inputs and labels of such a file. */
export function torchExamples({ inputs, labels }: HostArrays, { features, classes }: Network): LabelledExamples {
  const data = Uint8Array.from(labels.data)
  return { examples: data.length, features, classes, inputs: inputs.data, labels: data }
}

/** Expects the same names and shapes; gives the largest difference in any array as a share of its largest value, and where. */
export function largestShare(found: HostArrays, expected: HostArrays): { share: number; name: string } {
  expect(mapValues(found, ({ shape }) => shape)).toEqual(mapValues(expected, ({ shape }) => shape))
  const shares = Object.entries(expected).map(([name, { data }]) => {
    const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const difference = data.reduce((most, value, i) => {
      const here = Math.abs(found[name].data[i] - value)
      return Number.isNaN(here) ? Infinity : Math.max(most, here)
    }, 0)
    return { name, share: difference === 0 ? 0 : difference / largest }
  })
  return shares.reduce((worst, one) => (one.share > worst.share ? one : worst), { name: "none", share: 0 })
}
