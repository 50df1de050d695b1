const counted = [
  "ArrayBuffer",
  "SharedArrayBuffer",
  "Uint8Array",
  "Uint16Array",
  "Uint32Array",
  "Int32Array",
  "Float32Array",
  "Float64Array",
] as const

/**
 * Makes buffers and typed arrays report what they are asked to allocate. Code loaded before keeps the constructors it
 * has taken.
 */
export function countAllocations(): { reset(): void; bytes(): number; restore(): void } {
  let bytes = 0
  const originals = new Map(counted.map((name) => [name, globalThis[name]]))
  for (const [name, original] of originals) {
    const width = "BYTES_PER_ELEMENT" in original ? original.BYTES_PER_ELEMENT : 1
    const proxy = new Proxy(original as new (...args: unknown[]) => object, {
      construct(target, args, newTarget) {
        if (typeof args[0] === "number") bytes += args[0] * width
        return Reflect.construct(target, args, newTarget)
      },
    })
    Object.assign(globalThis, { [name]: proxy })
  }
  return {
    reset: () => {
      bytes = 0
    },
    bytes: () => bytes,
    restore: () => {
      for (const [name, original] of originals) Object.assign(globalThis, { [name]: original })
    },
  }
}
