import { createHash } from "node:crypto"
import { printable } from "../errors.js"
import type { CaptureRecord } from "../store/index.js"

/**
 * What each model was shown, and how, as far as it decides its activations: what has to be the same for models to be
 * compared. Their tokenizers may differ, each model having its own, and so may the names of files that hold the same: the
 * first is told. A layer's reduction counts where another model has the layer too.
 */
export function shownTo(captures: readonly (CaptureRecord | undefined)[]): (Record<string, string> | undefined)[] {
  const told = new Map<string, string>()
  return captures.map((capture) => {
    if (capture === undefined) return undefined
    const identity = identityOf(capture)
    const files = capture.inputs.map(({ name }) => printable(name)).join(" and ")
    const inputs = told.get(identity) ?? `${files} (${identity})`
    told.set(identity, inputs)
    return { inputs, ...preparation(capture) }
  })
}

function preparation({ request, layers }: CaptureRecord): Record<string, string> {
  const { column = "text", maxTokens, image } = request
  const { size, mean, std } = isRecord(image) ? image : {}
  return {
    "--column": asked(column),
    "--max-tokens": asked(maxTokens),
    "--size": asked(size),
    "--mean": asked(mean),
    "--std": asked(std),
    ...Object.fromEntries(layers.map(({ layer, reduce }) => [`reduction of ${printable(layer)}`, reduce])),
  }
}

/** Of the examples: what their files hold, whatever these are called, and which of them were taken. */
function identityOf({ inputs, rows }: CaptureRecord): string {
  const hash = createHash("sha256")
  for (const { sha256 } of inputs) hash.update(sha256)
  return hash
    .update(JSON.stringify(rows ?? null))
    .digest("hex")
    .slice(0, 12)
}

function asked(value: unknown): string {
  return value === undefined ? "default" : printable(typeof value === "string" ? value : JSON.stringify(value))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}
