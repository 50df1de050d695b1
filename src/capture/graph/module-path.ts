import type { NodeMessage } from "./onnx-schema.js"

/**
 * Path of the PyTorch module a node was exported from, such as `layer1.0.relu`: from the scopes that the exporter of
 * PyTorch 2.5 and later (dynamo) leaves as metadata, or from the names that the older one (TorchScript) gives its
 * nodes.
 */
export function modulePath({ name, opType, metadataProps }: NodeMessage): string | undefined {
  const scopes = metadataProps.find(({ key }) => key === "pkg.torch.onnx.name_scopes")
  return (scopes === undefined ? fromNodeName(name, opType) : fromScopes(scopes.value)) || undefined
}

/** `['', 'layer1', 'layer1.0', 'layer1.0.relu', 'relu_1']`: modules from the outermost on, then the operation. */
function fromScopes(list: string): string | undefined {
  return [...list.matchAll(/'([^']*)'/g)].map(([, scope]) => scope).at(-2)
}

/**
 * `/layer1/layer1.0/relu/Relu_1`: attributes from the outermost on, items of a container after its own name, then the
 * operation.
 */
function fromNodeName(name: string, operator: string): string | undefined {
  const parts = name.split("/")
  const operation = parts.pop() ?? ""
  if (parts[0] !== "" || parts.length < 2 || operation.replace(/_\d+$/, "") !== operator) return undefined
  return parts
    .slice(1)
    .reduce<string[]>((path, part) => [...(part.startsWith(`${path.at(-1)}.`) ? path.slice(0, -1) : path), part], [])
    .join(".")
}
