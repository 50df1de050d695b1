import protobuf from "protobufjs/light.js"
import { RoteError } from "../../errors.js"
import { fieldNumbers } from "./onnx-schema.js"

/** Neurons of a tensor that are to be zero. */
export interface SwitchedOff {
  tensor: string
  /** Element type as the runtime names it: float32 unless said otherwise. */
  type?: MaskType
  /** The tensor's axes, and which of them holds its neurons: the last, or of convolutions the second. */
  rank: number
  axis: number
  /** How many neurons there are. */
  width: number
  /** Indices along that axis, from 0. */
  neurons: ArrayLike<number>
}

/** The element types that can be switched off, by the runtime's names. */
export type MaskType = "float16" | "float32" | "float64"

/** TensorProto.DataType, and the bytes of 1, from the lowest. */
const ones: Record<MaskType, { type: number; bytes: readonly number[] }> = {
  float16: { type: 10, bytes: [0, 0x3c] },
  float32: { type: 1, bytes: [0, 0, 0x80, 0x3f] },
  float64: { type: 11, bytes: [0, 0, 0, 0, 0, 0, 0xf0, 0x3f] },
}

/**
 * A stored tensor (TensorProto) of ones, and of zeros for the neurons named, of a shape that broadcasts along their
 * axis.
 * @throws RoteError `bad-option` for neurons that the tensor does not have, and for an axis or element type that is
 * none
 */
export function maskTensor(name: string, off: SwitchedOff): Uint8Array {
  const { tensor, type = "float32", rank, axis, width } = off
  const one = ones[type]
  if (one === undefined) throw wrong(tensor, `the element type ${Object.keys(ones).join(", ")}`, type)
  if (!Number.isInteger(axis) || axis < 0 || axis >= rank)
    throw wrong(tensor, `an axis from 0 to ${rank - 1}`, `${axis}`)
  const values = new Uint8Array(width * one.bytes.length)
  for (let neuron = 0; neuron < width; neuron++) values.set(one.bytes, neuron * one.bytes.length)
  for (const neuron of Array.from(off.neurons)) {
    if (!Number.isInteger(neuron) || neuron < 0 || neuron >= width) {
      throw wrong(tensor, `neurons from 0 to ${width - 1}`, `${neuron}`)
    }
    values.fill(0, neuron * one.bytes.length, (neuron + 1) * one.bytes.length)
  }
  const message = protobuf.Writer.create()
  for (const length of [width, ...Array(rank - axis - 1).fill(1)]) {
    message.uint32(fieldNumbers.tensorDims << 3).uint32(length)
  }
  message.uint32(fieldNumbers.tensorType << 3).uint32(one.type)
  message.uint32((fieldNumbers.tensorName << 3) | 2).string(name)
  message.uint32((fieldNumbers.tensorRawData << 3) | 2).bytes(values)
  return message.finish()
}

function wrong(tensor: string, expected: string, found: string): RoteError {
  return new RoteError("bad-option", { input: tensor, expected, found })
}
