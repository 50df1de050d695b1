import { access, stat } from "node:fs/promises"
import { basename, dirname, join, resolve } from "node:path"
import { RoteError } from "../../errors.js"
import { withFile } from "../../readers/open-file.js"
import { baseName, readBytes } from "../../readers/source.js"
import { capturedTensors, checkGraph } from "./check-graph.js"
import { checkTensors, shapeOf } from "./check-tensors.js"
import { checkExternalData } from "./external-data.js"
import { modulePath } from "./module-path.js"
import type { OnnxModel, OnnxNode } from "./onnx-model.js"
import type { GraphMessage, NodeMessage, ValueMessage } from "./onnx-schema.js"

/** Protobuf counts a message's bytes in 31 bits. */
const mostBytes = 2 ** 31 - 1

/**
 * Reads an ONNX model and makes sure that it is one, before any runtime sees it: that it is whole, that its graph can
 * be run, that its weights are as large as they say, and that those in other files lie in the model's own folder. Cost:
 * the file's bytes once, and some hundred bytes for each node and name. Format: https://onnx.ai/onnx/repo-docs/IR.html
 *
 * @throws RoteError whose `code` is
 * `io` for a file that cannot be opened or read, or external data that is missing;
 * `unsupported-format` for a folder, a Git LFS pointer, a PyTorch file, and operators of domains the runtime does not know, named;
 * `limit-exceeded` for a file of 2 GiB or more, which protobuf does not allow, and for one of a million nodes and names;
 * `truncated` for an empty file, or one or weights that end early; `trailing-bytes` for weights of more bytes than
 * their shape has;
 * `malformed` for what is no model, a graph with a cycle, without outputs, or with a tensor that nothing makes, and
 * external data outside the model's folder;
 * `duplicate-name`, `bad-shape`, `unsupported-dtype` for tensors made twice, of negative lengths, of unknown types
 */
export async function readModel(path: string): Promise<OnnxModel> {
  return parseModel(await modelBytes(path), path)
}

/**
 * Like `readModel`, of bytes already read; `path` is where external data is looked for, and what errors call the model.
 */
export async function parseModel(bytes: Uint8Array<ArrayBuffer>, path: string): Promise<OnnxModel> {
  refuseOtherFiles(bytes, path)
  // Only now: what reads protobuf takes a while to load.
  const { decodeModel } = await import("./decode-model.js")
  const message = decodeModel(bytes, path)
  const { graph } = message
  if (graph === null) throw notAModel(path, "a file without one")
  if (graph.output.length === 0) throw notAModel(path, "a graph without outputs")
  const warnings = checkGraph(graph, message, path)
  const externalFiles = await checkExternalData(checkTensors(graph, message, path), path)
  const initializers = storedShapes(graph, path)
  const stored = new Set(initializers.map(({ name }) => name))
  const fed = graph.input.filter(({ name }) => !stored.has(name))
  return {
    path,
    name: await nameOfModel(path),
    bytes,
    producer: message.producerName,
    nodes: graph.node.map(nodeOf),
    initializers,
    inputs: fed.map(({ name }) => name),
    inputShapes: fed.map(declaredShape),
    outputs: graph.output.map(({ name }) => name),
    externalFiles,
    warnings,
  }
}

async function modelBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const status = await stat(path).catch(() => undefined)
  if (status !== undefined && !status.isFile()) {
    const found = status.isDirectory() ? "a folder" : "a pipe or a device"
    throw new RoteError("unsupported-format", { input: path, expected: "an .onnx file", found, hint: "name the file" })
  }
  return withFile(path, async (source) => {
    if (source.size > mostBytes) {
      throw new RoteError("limit-exceeded", {
        input: path,
        expected: "a model below 2 GiB, the most that protobuf allows in one file",
        found: `${source.size} bytes`,
        hint: `keep its weights in a file of their own: onnx.save(model, "model.onnx", save_as_external_data=True)`,
      })
    }
    return readBytes(source, 0, source.size)
  })
}

function refuseOtherFiles(bytes: Uint8Array, path: string): void {
  if (bytes.length === 0) {
    throw new RoteError("truncated", { input: path, expected: "an ONNX model", found: "an empty file" })
  }
  const pointer = "version https://git-lfs"
  if (Buffer.from(bytes.subarray(0, pointer.length)).toString("latin1") === pointer) {
    throw new RoteError("unsupported-format", {
      input: path,
      expected: "an ONNX model",
      found: "a Git LFS pointer, which stands for one",
      hint: "fetch the file itself: git lfs pull",
    })
  }
  if (isPyTorch(bytes)) {
    throw new RoteError("unsupported-format", {
      input: path,
      expected: "an ONNX model",
      found: "a PyTorch file, or another archive or pickle",
      hint: `export the model in Python: torch.onnx.export(model.eval(), (inputs,), "model.onnx", dynamo=True)`,
    })
  }
}

/** A zip archive, or a pickle of protocols 2 to 5. */
function isPyTorch([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0x80 && second >= 2 && second <= 5)
}

function notAModel(path: string, found: string): RoteError {
  return new RoteError("malformed", {
    input: path,
    expected: "an ONNX model: a graph with outputs",
    found,
    hint: "export the model again",
  })
}

function storedShapes(graph: GraphMessage, path: string) {
  const sparse = graph.sparseInitializer.flatMap(({ values }) => (values === null ? [] : [values]))
  return [...graph.initializer, ...sparse].map((tensor) => ({ name: tensor.name, shape: shapeOf(tensor, path) }))
}

function nodeOf(node: NodeMessage): OnnxNode {
  const module = modulePath(node)
  const captured = [...capturedTensors(node)]
  return {
    name: node.name,
    operator: node.opType,
    domain: node.domain === "ai.onnx" ? "" : node.domain,
    inputs: [...node.input],
    outputs: [...node.output],
    ...(module !== undefined && { module }),
    ...(captured.length > 0 && { captured }),
    ...(isCausal(node) && { causal: true }),
  }
}

/** As ONNX's own attention (`is_causal`) and the runtime's (`unidirectional`) are told. */
function isCausal({ attribute }: NodeMessage): boolean {
  return attribute.some(({ name, i }) => (name === "is_causal" || name === "unidirectional") && Number(i) !== 0)
}

function declaredShape({ type }: ValueMessage): (number | string)[] {
  const dims = type?.tensorType?.shape?.dim ?? []
  return dims.map(({ dimValue, dimParam }) => (Number(dimValue) > 0 ? Number(dimValue) : dimParam))
}

/** Of a Hugging Face folder the folder's name, for the file in it is always `model`. */
async function nameOfModel(path: string): Promise<string> {
  const folder = dirname(resolve(path))
  for (const candidate of basename(folder) === "onnx" ? [folder, dirname(folder)] : [folder]) {
    if (await isThere(join(candidate, "config.json"))) return basename(candidate)
  }
  return baseName(path)
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
