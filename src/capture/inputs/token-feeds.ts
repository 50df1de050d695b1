import { RoteError } from "../../errors.js"
import type { TensorInfo } from "../runtime/session.js"
import { tensorList } from "./tensor-list.js"

/** What of a tokenized text an input takes. */
export type TokenRole = "ids" | "mask" | "types" | "positions"

export interface TokenFeed {
  name: string
  role: TokenRole
}

export interface TokenFeeds {
  feeds: TokenFeed[]
  /** Tokens in each example, where the model takes no other number. */
  tokens?: number
}

/** As Hugging Face's models call them. */
const roles: Record<string, TokenRole> = {
  input_ids: "ids",
  attention_mask: "mask",
  token_type_ids: "types",
  position_ids: "positions",
}

/** Whether a model's inputs are tokens: one is called input_ids, or it takes nothing but a table of integers. */
export function takesTokens(inputs: readonly TensorInfo[]): boolean {
  return inputs.some(({ name }) => name === "input_ids") || isTableOfIntegers(inputs)
}

function isTableOfIntegers(inputs: readonly TensorInfo[]): boolean {
  const [first] = inputs
  return inputs.length === 1 && /^int(32|64)$/.test(first.type) && first.shape.length === 2
}

/**
 * What each of a model's inputs takes of a tokenized text.
 * @throws RoteError `shape-mismatch` for an input that a text has nothing for
 */
export function tokenFeeds(inputs: readonly TensorInfo[]): TokenFeeds {
  const strangers = inputs.filter(({ name }) => !Object.hasOwn(roles, name))
  if (strangers.length > 0 && !isTableOfIntegers(inputs)) throw unknownInputs(strangers)
  const feeds = inputs.map(({ name }) => ({ name, role: roles[name] ?? ("ids" as const) }))
  const tokens = inputs.map(({ shape }) => shape[1]).find((length) => typeof length === "number")
  return { feeds, ...(tokens === undefined ? {} : { tokens }) }
}

function unknownInputs(strangers: readonly TensorInfo[]): RoteError {
  const cached = strangers.some(({ name }) => name.startsWith("past_key_values") || name.includes("cache"))
  return new RoteError("shape-mismatch", {
    expected: `of a model fed with text no inputs but ${Object.keys(roles).join(", ")}`,
    found: tensorList(strangers),
    hint: cached
      ? "export it without its cache: optimum-cli export onnx --task text-generation (not …-with-past)"
      : "give all of its inputs as arrays in one .npz or .safetensors file",
  })
}
