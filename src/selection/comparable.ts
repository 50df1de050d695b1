import { printable, RoteError } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"

export interface Comparable {
  name: string
  measurement: Pick<Measurement, "settings" | "examples">
  /**
   * What tells the examples apart from others, say a checksum of the inputs; models without one are taken at their
   * word.
   */
  inputs?: string
}

/**
 * Makes sure that models were measured with the same settings on the same examples.
 * @throws RoteError `settings-differ` listing every setting that differs between any two, with each model's value
 */
export function requireComparable(models: readonly Comparable[]): void {
  const leaves = models.map(({ measurement: { settings, examples }, inputs }) => {
    const { examples: sampled, ...others } = settings
    const known = inputs === undefined ? [] : [["inputs", inputs] as const]
    return new Map([
      ...leavesOf(others),
      ["examples asked for", `${sampled ?? "all"}`],
      ["examples", `${examples}`],
      ...known,
    ])
  })
  const names = [...new Set(leaves.flatMap((each) => [...each.keys()]))]
  const differing = names.filter((name) => new Set(valuesOf(leaves, name)).size > 1)
  if (differing.length === 0) return
  const told = (name: string) => `${name} ${leaves.map((each) => each.get(name) ?? "none").join(", ")}`
  throw new RoteError("settings-differ", {
    input: models.map(({ name }) => printable(name)).join(", "),
    expected: "models measured with the same settings on the same examples",
    found: `differences: ${differing.map(told).join("; ")}`,
    hint: "measure them anew with one set of options, on the same inputs",
  })
}

/** A model that does not say what it was shown differs from none; any other setting that is missing differs. */
function valuesOf(leaves: Map<string, string>[], name: string): string[] {
  const values = leaves.map((each) => each.get(name))
  return name === "inputs" ? values.filter((value) => value !== undefined) : values.map((value) => value ?? "none")
}

/** Every leaf of nested records with its path, `entropy.bins` and `100`. */
function leavesOf(value: unknown, path: string[] = []): [string, string][] {
  if (typeof value !== "object" || value === null) return [[path.join("."), value === null ? "none" : String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}
