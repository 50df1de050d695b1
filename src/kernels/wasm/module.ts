import { KERNELS_WASM_BASE64 } from "./binary.js"

/** What the WebAssembly kernels export; addresses and lengths in bytes unless the kernel's comment says otherwise. */
export interface Kernels {
  memory: WebAssembly.Memory
  reserve(bytes: number): number
  preparedSize(examples: number): number
  sortScratchSize(examples: number): number
  prepare(neuron: number, values: number, examples: number, scale: number, leftOut: boolean, scratch: number): void
  setUpPairs(examples: number, k: number, psi: number): void
  neighbourInformation(method: number, a: number, b: number): number
  setUpBins(examples: number, bins: number, nLogN: number): void
  prepareRow(bins: number, row: number): number
  prepareColumn(bins: number, group: number, lane: number): number
  jointSums(row: number, group: number, out: number): void
  dot(a: number, b: number, length: number): number
  binValues(values: number, examples: number, edges: number, bins: number, out: number): void
  lookUpRanks(values: number, examples: number, table: number, out: number, order: number, scratch: number): void
  extent(values: number, examples: number, single: boolean, out: number): void
  countBins(
    values: number,
    examples: number,
    single: boolean,
    edges: number,
    bins: number,
    slack: number,
    counts: number,
  ): void
  sortValues(values: number, examples: number, single: boolean, sorted: number, scratch: number): void
  neighbourLogSum(sorted: number, examples: number, k: number, scale: number, psi: number): number
}

let compiled: WebAssembly.Module | undefined

/** The kernels' code, compiled once; it may be posted to other threads. */
export function kernelsModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS_WASM_BASE64), (c) => c.charCodeAt(0)))
  return compiled
}

/** A fresh instance with a memory of its own, given back to the system when the instance is dropped. */
export function instantiateKernels(module = kernelsModule()): Kernels {
  const abort = () => {
    throw new RangeError("the WebAssembly kernels ran out of memory")
  }
  return new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Kernels
}

/** Views on the kernels' memory. It may be replaced when it grows, so a view serves until the next `reserve`. */
export const floats = (kernels: Kernels, address: number, length: number) =>
  new Float64Array(kernels.memory.buffer, address, length)
export const words = (kernels: Kernels, address: number, length: number) =>
  new Uint32Array(kernels.memory.buffer, address, length)
