/** An array as NumPy's .npy, version 1.0, C order, little-endian. */
export function encodeNpy(values: Float64Array | Float32Array | Uint8Array, shape: readonly number[]): Uint8Array {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(", ")
  const text = `{'descr': '${elementType(values)}', 'fortran_order': False, 'shape': (${axes}), }`
  const magicAndLength = 10
  const length = Math.ceil((magicAndLength + text.length + 1) / 64) * 64
  const header = `${text.padEnd(length - magicAndLength - 1)}\n`
  const bytes = new Uint8Array(length + values.byteLength)
  bytes.set([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length & 0xff, header.length >> 8])
  bytes.set(Buffer.from(header, "latin1"), magicAndLength)
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), length)
  return bytes
}

function elementType(values: Float64Array | Float32Array | Uint8Array): string {
  if (values instanceof Uint8Array) return "|u1"
  return values instanceof Float32Array ? "<f4" : "<f8"
}
