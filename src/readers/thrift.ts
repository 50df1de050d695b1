/** A value of Thrift's compact protocol. Structs are maps from field number to value. */
export type ThriftValue = boolean | number | bigint | Uint8Array | ThriftValue[] | ThriftStruct
export type ThriftStruct = Map<number, ThriftValue>

/** Parquet nests six deep at most. */
const deepest = 16
const longestVarint = 10

interface Visitor {
  /** Called before a struct is read, so that their number can be limited. */
  struct(): void
  /** Whether what is read is kept: not, when only the form is checked. */
  keep: boolean
}

/**
 * Reads one struct of Thrift's compact protocol, and where it ends. Every length is held against the bytes there are
 * before it is believed, so that work and memory are a small multiple of the bytes.
 * @throws RangeError for anything else than a whole struct
 */
export function readThrift(bytes: Uint8Array, start: number): { struct: ThriftStruct; end: number } {
  return walk(bytes, start, { struct: () => {}, keep: true })
}

/**
 * Checks that the bytes start with one whole struct, of `mostStructs` structs in all, and keeps nothing of it.
 * @throws RangeError otherwise
 */
export function checkThrift(bytes: Uint8Array, mostStructs: number): void {
  let structs = 0
  const struct = () => {
    if (++structs > mostStructs) throw new RangeError(`thrift: more than ${mostStructs} structs`)
  }
  walk(bytes, 0, { struct, keep: false })
}

function walk(bytes: Uint8Array, start: number, visitor: Visitor): { struct: ThriftStruct; end: number } {
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
    const left = bytes.length - offset
    if (value > BigInt(left)) throw new RangeError(`thrift: a length of ${value} where ${left} bytes are left`)
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
    if (depth === deepest) throw new RangeError(`thrift: more than ${deepest} levels`)
    const head = view.getUint8(offset++)
    const type = head & 15
    const size = head >> 4 === 15 ? length() : head >> 4
    const values: ThriftValue[] = []
    for (let i = 0; i < size; i++) {
      // Within a list a boolean takes a byte, of which only the value 1 is true.
      const item = type === 1 || type === 2 ? view.getInt8(offset++) === 1 : value(type, depth + 1)
      if (visitor.keep) values.push(item)
    }
    return values
  }

  const struct = (depth: number): ThriftStruct => {
    if (depth === deepest) throw new RangeError(`thrift: more than ${deepest} levels`)
    visitor.struct()
    const fields: ThriftStruct = new Map()
    let field = 0
    for (;;) {
      const head = view.getUint8(offset++)
      const type = head & 15
      if (type === 0) return fields
      field = head >> 4 ? field + (head >> 4) : Number(BigInt.asIntN(16, zigzag()))
      const item = value(type, depth + 1)
      if (visitor.keep) fields.set(field, item)
    }
  }

  return { struct: struct(0), end: offset }
}
