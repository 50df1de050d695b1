import { dirname } from "node:path"
import { RoteError } from "../../errors.js"
import { externalState, requireExternalState } from "../graph/external-state.js"
import type { OnnxModel } from "../graph/onnx-model.js"
import type { InputTensor } from "../inputs/model-inputs.js"
import { tensorList } from "../inputs/tensor-list.js"
import { onnxRuntime } from "./onnx-runtime.js"
import { fromRuntime, toRuntime } from "./runtime-types.js"
import { loadingError, runningError } from "./session-errors.js"

/** What the runtime knows of a tensor before anything runs. */
export interface TensorInfo {
  name: string
  /** ONNX Runtime's name of the element type: float32, float16, int64, bool … */
  type: string
  /** A name stands for a length that is free, such as the batch. Empty where the rank is not known. */
  shape: (number | string)[]
}

/** Values that a model made, row-major. Whatever their type in the model, they are numbers here. */
export interface OutputTensor {
  shape: number[]
  data: Float32Array | Float64Array
}

export interface SessionOptions {
  /** Threads within an operation. The runtime's own choice, one for each core, unless given. */
  threads?: number
}

/** A model that is loaded and can be run. */
export interface Session {
  /** What has to be fed. */
  inputs: TensorInfo[]
  /** The tensors asked for, in that order. */
  outputs: TensorInfo[]
  /**
   * Runs the model. Blocks this thread until it is done.
   * @throws RoteError `bad-option` for a missing input, `bad-shape`, `unsupported-dtype` for values that its type
   * cannot hold, `limit-exceeded` for too little memory, `malformed` for whatever else the runtime refuses; all list
   * what is expected
   */
  run(feeds: Record<string, InputTensor>): Promise<Record<string, OutputTensor>>
  release(): Promise<void>
}

/**
 * Loads a model into ONNX Runtime, with these tensors of its graph as outputs. Nothing bounds the time and memory this
 * takes: see `startProbe` for models that nobody vouches for.
 * @throws RoteError `unsupported-format` for unknown operators, opsets and versions, `malformed` for other faults of
 * the graph, `limit-exceeded` for too little memory, `checksum` for weights that are changed meanwhile
 */
export async function openSession(
  model: OnnxModel,
  outputs: readonly string[],
  { threads }: SessionOptions = {},
): Promise<Session> {
  refuseUnreadable(model, outputs)
  const { InferenceSession, Tensor } = await onnxRuntime()
  const { withOutputs } = await import("../graph/edit-model.js")
  const weights = await externalState(model)
  const session = await InferenceSession.create(withOutputs(model, outputs), {
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    logSeverityLevel: 4,
    extra: { session: { model_external_initializers_file_folder_path: dirname(model.path) } },
  }).catch((error: unknown) => {
    throw loadingError(model.path, error)
  })
  await requireExternalState(model, weights)
  const inputs = session.inputMetadata.map(tensorInfo)
  const infos = new Map(session.outputMetadata.map((metadata) => [metadata.name, tensorInfo(metadata)]))
  const runOn = async (feeds: Record<string, InputTensor>) => {
    const tensors = inputs.map((info): [string, InstanceType<typeof Tensor>] => {
      const fed = requireFed(feeds, info, inputs, model.path)
      return [info.name, new Tensor(info.type as "float32", toRuntime(fed, info) as Float32Array, fed.shape)]
    })
    return session.run(Object.fromEntries(tensors), outputs)
  }
  return {
    inputs,
    outputs: outputs.map((name) => infos.get(name) as TensorInfo),
    run: async (feeds) => {
      const results = await runOn(feeds).catch((error: unknown) => {
        throw runningError(model.path, inputs, error)
      })
      return Object.fromEntries(
        outputs.map((name) => {
          const { type, data, dims } = results[name]
          return [name, { shape: [...dims], data: fromRuntime(type, data, name) }]
        }),
      )
    },
    release: () => session.release(),
  }
}

function tensorInfo(metadata: {
  name: string
  isTensor: boolean
  type?: string
  shape?: readonly (number | string)[]
}) {
  const { name, type = "no tensor", shape = [] } = metadata
  return { name, type, shape: [...shape] }
}

function requireFed(
  feeds: Record<string, InputTensor>,
  { name }: TensorInfo,
  inputs: readonly TensorInfo[],
  path: string,
): InputTensor {
  if (Object.hasOwn(feeds, name)) return feeds[name]
  throw new RoteError("bad-option", {
    input: path,
    expected: `the inputs ${tensorList(inputs)}`,
    found: `none for "${name}"`,
  })
}

/** The runtime hands tensors over in ordinary objects, in which this name cannot be a key. */
const unreadable = "__proto__"

export function canBeRead(tensor: string): boolean {
  return tensor !== unreadable
}

function refuseUnreadable(model: OnnxModel, outputs: readonly string[]): void {
  if ([...outputs, ...model.inputs].every(canBeRead)) return
  throw new RoteError("unsupported-format", {
    input: model.path,
    expected: "tensors with names that ONNX Runtime can hand over",
    found: `one named "${unreadable}"`,
    hint: "measure other tensors (--nodes), or rename it in the model",
  })
}
