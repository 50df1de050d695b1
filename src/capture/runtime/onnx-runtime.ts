/**
 * ONNX Runtime, silenced: it would otherwise tell its makers over the network about every model that is opened, and keep a
 * record of that in the reader's home. It looks at this variable when it is loaded, so nothing else may import it first.
 */
export function onnxRuntime(): Promise<typeof import("onnxruntime-node")> {
  process.env.ORT_DISABLE_TELEMETRY = "1"
  return import("onnxruntime-node")
}
