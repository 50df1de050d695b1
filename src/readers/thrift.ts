/** A value of Thrift's compact protocol. Structs are maps from field number to value. */
export type ThriftValue = boolean | number | bigint | Uint8Array | ThriftValue[] | ThriftStruct
export type ThriftStruct = Map<number, ThriftValue>

/** Parquet nests six deep at most. */
const deepest = 16
const longestVarint = 10

/**
 * Reads one struct of Thrift's compact protocol and where it ends. Every length is held against the bytes there are before it is believed,
 * so that the work and memory are a small multiple of the bytes.
 * @throws RangeError for anything else than a whole struct
 */
export function readThrift(bytes: Uint8Array, start: number): { struct: ThriftStruct; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = start

  const varint = (): bigint => {
    let value = 0n
    for (let i = 0; i < longestVarint; i++) {
      const byte = view.getUint8(offset++)
      value |= BigInt(byte & 127) << BigInt(7 * i)
      if (byte < 128) return value
    }
    throw new RangeError("thrift: a number of more than 64 bits")
  }
  const zigzag = (): bigint => {
    const value = varint()
    return (value >> 1n) ^ -(value & 1n)
  }
  const length = (): number => {
    const value = varint()
    if (value > BigInt(bytes.length - offset))
      throw new RangeError(`thrift: ${value} entries in ${bytes.length - offset} bytes`)
    return Number(value)
  }

  const value = (type: number, depth: number): ThriftValue => {
    switch (type) {
      case 1:
        return true
      case 2:
        return false
      case 3:
        return view.getInt8(offset++)
      case 4:
      case 5:
        return Number(BigInt.asIntN(32, zigzag()))
      case 6:
        return zigzag()
      case 7:
        offset += 8
        return view.getFloat64(offset - 8, true)
      case 8: {
        const size = length()
        offset += size
        return bytes.subarray(offset - size, offset)
      }
      case 9:
        return list(depth)
      case 12:
        return struct(depth)
      default:
        throw new RangeError(`thrift: type ${type}`)
    }
  }

  const list = (depth: number): ThriftValue[] => {
    const head = view.getUint8(offset++)
    const type = head & 15
    const size = head >> 4 === 15 ? length() : head >> 4
    // Within a list a boolean takes a byte, of which only the value 1 is true.
    const isBoolean = type === 1 || type === 2
    return Array.from({ length: size }, () => (isBoolean ? view.getInt8(offset++) === 1 : value(type, depth)))
  }

  const struct = (depth: number): ThriftStruct => {
    if (depth === deepest) throw new RangeError(`thrift: more than ${deepest} levels`)
    const fields: ThriftStruct = new Map()
    let field = 0
    for (;;) {
      const head = view.getUint8(offset++)
      const type = head & 15
      if (type === 0) return fields
      field = head >> 4 ? field + (head >> 4) : Number(BigInt.asIntN(16, zigzag()))
      fields.set(field, value(type, depth + 1))
    }
  }

  return { struct: struct(0), end: offset }
}
