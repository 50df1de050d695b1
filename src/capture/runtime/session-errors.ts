import { type ErrorCode, type Fault, RoteError } from "../../errors.js"
import { tensorList } from "../inputs/tensor-list.js"
import type { TensorInfo } from "./session.js"

type Told = { code: ErrorCode } & Omit<Fault, "input">

const convert = "export the model again with the version that is expected"

/** What the runtime says when it cannot load a model, and what that means. */
const loadingFaults: [RegExp, (found: RegExpExecArray) => Told][] = [
  [
    /No Op registered for (\S+) with domain_version of (\S+)/,
    ([, operator, opset]) => unknownOperator(`${operator} in opset ${opset}`),
  ],
  [
    /\("[^"]*", (\S+), .* No opset import for domain '([^']*)'/s,
    ([, operator, domain]) => unknownOperator(`${operator} of ${domain}`),
  ],
  [/Fatal error: (\S+) is not a registered function\/op/, ([, operator]) => unknownOperator(operator)],
  [
    /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
    ([, found, most]) => ({
      code: "unsupported-format",
      expected: `IR version ${most} of ONNX or an older one`,
      found: `version ${found}`,
      hint: convert,
    }),
  ],
  [
    /Opset (\d+) is under development .*? till opset (\d+)/s,
    ([, found, most]) => ({
      code: "unsupported-format",
      expected: `opset ${most} of ONNX or an older one`,
      found: `opset ${found}`,
      hint: convert,
    }),
  ],
  [/protobuf parsing failed|Model data pointer is null|No graph was found/, () => notAModel()],
  [/Unsupported data type: (\d+)/, () => elementType()],
]

/** A model that the runtime refused to load, as an error of ours. */
export function loadingError(path: string, error: unknown): RoteError {
  const message = textOf(error)
  for (const [pattern, tell] of loadingFaults) {
    const found = pattern.exec(message)
    if (found !== null) return told(path, tell(found), error)
  }
  if (outOfMemory.test(message)) return told(path, tooLarge(message), error)
  return told(path, { code: "malformed", expected: "a model that ONNX Runtime can load", found: short(message) }, error)
}

const outOfMemory = /Failed to allocate memory|bad.?alloc|bad allocation|Integer overflow/i
const wrongShape =
  /Got invalid dimensions for input|Invalid rank for input|Unexpected input data type|does not match data length/

/** A run that the runtime ended, as an error of ours which lists the inputs that the model takes. */
export function runningError(path: string, inputs: readonly TensorInfo[], error: unknown): RoteError {
  if (error instanceof RoteError) return error
  const message = textOf(error)
  if (outOfMemory.test(message)) return told(path, tooLarge(message), error)
  const code = wrongShape.test(message) ? "bad-shape" : "malformed"
  const expected = `inputs that the model can be run on, ${tensorList(inputs)}`
  return told(path, { code, expected, found: short(message) }, error)
}

function told(input: string, { code, ...fault }: Told, cause: unknown): RoteError {
  return new RoteError(code, { input, ...fault }, { cause })
}

function unknownOperator(found: string): Told {
  return {
    code: "unsupported-format",
    expected: "operators that ONNX Runtime has",
    found: `the operator ${found}`,
    hint: "export the model with ONNX's own operators",
  }
}

function elementType(): Told {
  return {
    code: "unsupported-dtype",
    expected: "tensors of a type that can be measured",
    found: "bfloat16 or another one that ONNX Runtime does not hand over",
    hint: "export the model in float32 or float16",
  }
}

function notAModel(): Told {
  return { code: "malformed", expected: "an ONNX model", found: "bytes of another kind, or a part of one" }
}

function tooLarge(message: string): Told {
  return {
    code: "limit-exceeded",
    expected: "a model whose tensors fit in memory",
    found: short(message),
    hint: "take fewer examples at a time (--batch)",
  }
}

const longest = 300

/** Without the runtime's own places in its source, which mean nothing to anybody here. */
function short(message: string): string {
  const text = message
    .replace(/\S*onnxruntime\S*\.(?:cc|h):\d+ .*?\) /s, "")
    .replace(/\s+/g, " ")
    .trim()
  return text.length > longest ? `${text.slice(0, longest)} …` : text
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
