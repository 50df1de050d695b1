import { printable, RoteError } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"

export interface Comparable {
  name: string
  measurement: Pick<Measurement, "settings" | "examples">
  /**
   * What the model was shown and how, each by its name: the inputs' checksum, the size of images … What two models both
   * name has to be the same; what only one names is taken at its word.
   */
  shown?: Readonly<Record<string, string>>
}

/**
 * Makes sure that models were measured with the same settings on the same examples.
 * @throws RoteError `settings-differ` listing every setting that differs between any two, with each model's value
 */
export function requireComparable(models: readonly Comparable[]): void {
  const leaves = models.map(({ measurement: { settings, examples }, shown }) => {
    const { examples: sampled, ...others } = settings
    return new Map([
      ...leavesOf(others),
      ["examples asked for", `${sampled ?? "all"}`],
      ["examples", `${examples}`],
      ...Object.entries(shown ?? {}),
    ])
  })
  const names = [...new Set(leaves.flatMap((each) => [...each.keys()]))]
  const taken = new Set(models.flatMap(({ shown }) => Object.keys(shown ?? {})))
  const differing = names.filter((name) => new Set(valuesOf(leaves, name, taken.has(name))).size > 1)
  if (differing.length === 0) return
  const told = (name: string) => `${name} ${leaves.map((each) => each.get(name) ?? "none").join(", ")}`
  throw new RoteError("settings-differ", {
    input: models.map(({ name }) => printable(name)).join(", "),
    expected: "models measured with the same settings on the same examples",
    found: `differences: ${differing.map(told).join("; ")}`,
    hint: "measure them anew with one set of options, on the same inputs",
  })
}

/** A setting that is missing differs, but for those `taken` at a model's word. */
function valuesOf(leaves: Map<string, string>[], name: string, taken: boolean): string[] {
  const values = leaves.map((each) => each.get(name))
  return taken ? values.filter((value) => value !== undefined) : values.map((value) => value ?? "none")
}

/** Every leaf of nested records with its path, `entropy.bins` and `100`. */
function leavesOf(value: unknown, path: string[] = []): [string, string][] {
  if (typeof value !== "object" || value === null) return [[path.join("."), value === null ? "none" : String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}
