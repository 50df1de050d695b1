import { RoteError } from "../../errors.js"
import { fromIntegers64 } from "../../readers/element-types.js"
import { fromFloat16 } from "../../readers/float16.js"
import type { InputTensor } from "../inputs/model-inputs.js"
import { toFloat16 } from "./float16.js"
import type { TensorInfo } from "./session.js"

type Numbers = InputTensor["data"]

interface IntegerType {
  array: { from(values: ArrayLike<number>): ArrayBufferView }
  least: number
  most: number
}

const integers: Record<string, IntegerType> = {
  bool: { array: Uint8Array, least: 0, most: 1 },
  uint8: { array: Uint8Array, least: 0, most: 2 ** 8 - 1 },
  int8: { array: Int8Array, least: -(2 ** 7), most: 2 ** 7 - 1 },
  uint16: { array: Uint16Array, least: 0, most: 2 ** 16 - 1 },
  int16: { array: Int16Array, least: -(2 ** 15), most: 2 ** 15 - 1 },
  uint32: { array: Uint32Array, least: 0, most: 2 ** 32 - 1 },
  int32: { array: Int32Array, least: -(2 ** 31), most: 2 ** 31 - 1 },
}

/**
 * Values in the element type that an input of the model has. Floating-point numbers are rounded to its precision;
 * integers and bools have to be exact.
 * @throws RoteError `unsupported-dtype`
 */
export function toRuntime({ data }: InputTensor, info: TensorInfo): ArrayBufferView {
  const { type } = info
  if (type === "float32") return data instanceof Float32Array ? data : Float32Array.from(numbers(data))
  if (type === "float64") return data instanceof Float64Array ? data : Float64Array.from(numbers(data))
  if (type === "float16") return toFloat16(numbers(data))
  if (type === "int64") return data instanceof BigInt64Array ? data : toIntegers64(numbers(data), info)
  const integer = Object.hasOwn(integers, type) ? integers[type] : undefined
  if (integer === undefined) throw unsupported(info.name, "an input of numbers", type)
  const values = numbers(data)
  for (const value of values) {
    if (!Number.isInteger(value) || value < integer.least || value > integer.most) throw inexact(info, value)
  }
  return integer.array.from(values)
}

/**
 * What the runtime made, as numbers: float16 and float32 as float32, everything else as float64.
 * @throws RoteError `unsupported-dtype` for text, and for a 64-bit integer that float64 cannot hold
 */
export function fromRuntime(type: string, data: unknown, name: string): Float32Array | Float64Array {
  if (data instanceof Float32Array || data instanceof Float64Array) return data
  if (type === "float16" && ArrayBuffer.isView(data)) {
    return fromFloat16(new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2))
  }
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return fromIntegers64(data, name)
  if (type in integers) return Float64Array.from(data as Uint8Array)
  throw unsupported(name, "a tensor of numbers", type)
}

function numbers(data: Numbers): Exclude<Numbers, BigInt64Array> | Float64Array {
  return data instanceof BigInt64Array ? fromIntegers64(data, "an input") : data
}

function toIntegers64(values: ArrayLike<number>, info: TensorInfo): BigInt64Array {
  const found = new BigInt64Array(values.length)
  // Halves written as numbers, the lower one first as on every machine that the runtime is built for: many times faster
  // than BigInt.
  const halves = new Int32Array(found.buffer)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isSafeInteger(values[i])) throw inexact(info, values[i])
    halves[2 * i] = values[i]
    halves[2 * i + 1] = Math.floor(values[i] / 2 ** 32)
  }
  return found
}

function inexact({ name, type }: TensorInfo, value: number): RoteError {
  return unsupported(name, `values of ${type}, which the model takes`, `${value}`)
}

function unsupported(input: string, expected: string, found: string): RoteError {
  return new RoteError("unsupported-dtype", { input, expected, found })
}
