import type { TensorInfo } from "../runtime/session.js"

/** Tensors with their types and shapes, for messages. */
export function tensorList(tensors: readonly TensorInfo[]): string {
  const most = 8
  const first = tensors.slice(0, most).map(({ name, type, shape }) => `${name} (${type} ${shape.join(" × ")})`)
  return first.join(", ") + (tensors.length > most ? ` and ${tensors.length - most} more` : "")
}
