import { readdirSync, readFileSync } from "node:fs"
import { type ActivationMatrix, activationMatrix, type Values } from "#src/activations.js"

const folder = new URL("../fixtures/golden/", import.meta.url)

export const goldenNames = ["a_relu", "b_cont", "c_f16", "d_f64", "e_int"] as const
export type GoldenName = (typeof goldenNames)[number]

/** A pair of neurons with the value of every estimator, by name. */
export type GoldenPair = { i: number; j: number } & Record<string, number>

/** Names of the files in fixtures/golden/expected that begin with `prefix`. */
export function goldenFiles(prefix = ""): string[] {
  return readdirSync(new URL("expected/", folder))
    .filter((file) => file.startsWith(prefix))
    .sort()
}

/** The activations as the reference saw them: float16 and integers cast to float64. */
export function goldenActivations(name: GoldenName): ActivationMatrix {
  const { data, shape } = parseNpy(new URL(`activations/${name}.npy`, folder))
  const [examples, neurons] = shape
  const byNeuron = data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length)
  for (let i = 0; i < examples; i++) {
    for (let j = 0; j < neurons; j++) byNeuron[j * examples + i] = data[i * neurons + j]
  }
  return activationMatrix(byNeuron, examples, neurons)
}

/** The same matrix in float64. */
export function inFloat64(a: ActivationMatrix): ActivationMatrix {
  return { ...a, data: Float64Array.from(a.data) }
}

/** The values of one file of fixtures/golden/expected; matrices row by row. */
export function goldenValues(file: string): Values {
  return parseNpy(new URL(`expected/${file}`, folder)).data
}

export function goldenPairs(): Record<GoldenName, GoldenPair[]> {
  return JSON.parse(readFileSync(new URL("expected/pairs.json", folder), "utf8"))
}

/** Largest absolute difference; equal infinities differ by 0, a NaN by Infinity. */
export function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Infinity
  return Array.from(found, (value, i) => {
    if (value === expected[i]) return 0
    const difference = Math.abs(value - expected[i])
    return Number.isNaN(difference) ? Infinity : difference
  }).reduce((largest, difference) => Math.max(largest, difference), 0)
}

/** Just enough of the format for files we made: version 1, little-endian, C order. */
function parseNpy(file: URL): { data: Values; shape: number[] } {
  const bytes = readFileSync(file)
  const start = 10 + bytes.readUInt16LE(8)
  const header = bytes.toString("latin1", 10, start)
  const descr = /'descr': '([^']+)'/.exec(header)?.[1]
  const shape = /'shape': \(([^)]*)\)/.exec(header)?.[1].match(/\d+/g)?.map(Number)
  if (bytes[6] !== 1 || shape === undefined || !header.includes("'fortran_order': False")) {
    throw new Error(`${file}: not a plain .npy`)
  }
  const body = bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length) as ArrayBuffer
  if (descr === "<f4") return { data: new Float32Array(body), shape }
  if (descr === "<f8") return { data: new Float64Array(body), shape }
  if (descr === "<i4") return { data: Float64Array.from(new Int32Array(body)), shape }
  if (descr === "<f2") return { data: Float64Array.from(new Uint16Array(body), float16), shape }
  throw new Error(`${file}: ${descr} is not read here`)
}

function float16(bits: number): number {
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25)
  return bits & 0x8000 ? -magnitude : magnitude
}
