import { fileURLToPath } from "node:url"
import type { ActivationMatrix, Values } from "#src/activations.js"

export function fixturePath(path: string): string {
  return fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url))
}

export function asFloat64(values: Values): Float64Array<ArrayBuffer> {
  return Float64Array.from(values)
}

/** A layer's values, neuron by neuron. */
export function layerValues(a: ActivationMatrix, name: string): Float64Array<ArrayBuffer> {
  const layer = a.layers.find((candidate) => candidate.name === name)
  if (layer === undefined) throw new Error(`no layer ${name}`)
  return asFloat64(a.data.subarray(layer.start * a.examples, layer.end * a.examples))
}

/** The bytes of numbers, one after the other. */
const encoders = {
  f4: (values: readonly number[]) => Float32Array.from(values),
  f8: (values: readonly number[]) => Float64Array.from(values),
  i8: (values: readonly (number | bigint)[]) => BigInt64Array.from(values, BigInt),
  u8: (values: readonly (number | bigint)[]) => BigUint64Array.from(values, BigInt),
  b1: (values: readonly number[]) => Uint8Array.from(values),
}

interface NpyOptions {
  type?: keyof typeof encoders
  fortran?: boolean
}

/** An .npy of version 1.0. `values` are in the order of storage. */
export function npy(
  shape: readonly number[],
  values: readonly number[],
  { type = "f4", fortran = false }: NpyOptions = {},
): Uint8Array<ArrayBuffer> {
  const descr = type === "b1" ? "|b1" : `<${type}`
  const axes = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`
  const literal = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${axes}, }`
  return npyOf(literal, new Uint8Array(encoders[type](values).buffer))
}

/** An .npy of version 1.0 with any header and any data. */
export function npyOf(header: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = Math.ceil((10 + header.length + 1) / 64) * 64 - 10
  const bytes = new Uint8Array(10 + length + data.length)
  bytes.set([0x93, ...Buffer.from("NUMPY"), 1, 0, length & 255, length >> 8])
  bytes.set(Buffer.from(`${header.padEnd(length - 1)}\n`, "latin1"), 10)
  bytes.set(data, 10 + length)
  return bytes
}

/** A .safetensors file of any header and any data. */
export function safetensorsOf(header: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(header)
  const bytes = new Uint8Array(8 + text.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  bytes.set(data, 8 + text.length)
  return bytes
}
