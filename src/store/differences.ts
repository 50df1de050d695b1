import { RoteError } from "../errors.js"
import type { MeasureSettings } from "../estimators/measurement.js"
import type { RunInput } from "./fingerprint.js"

/**
 * Makes sure that a run directory holds the measurement asked for: the same activations, the same settings.
 * @throws RoteError `settings-differ` listing every difference
 */
export function requireSameRun(
  directory: string,
  kept: { settings: MeasureSettings; input: RunInput },
  asked: { settings: MeasureSettings; input: RunInput },
): void {
  const before = new Map([...entries(kept.settings), ...entries(identity(kept.input))])
  const now = new Map([...entries(asked.settings), ...entries(identity(asked.input))])
  const differing = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name))
  if (differing.length === 0) return
  const list = differing.map((name) => `${name} ${before.get(name) ?? "none"} there, ${now.get(name) ?? "none"} here`)
  throw new RoteError("settings-differ", {
    input: directory,
    expected: "a new folder, or a run of the same activations with the same settings",
    found: `a run in which these differ: ${list.join("; ")}`,
    hint: "choose another folder for --out",
  })
}

/** The files may be renamed and repacked between sessions: the values are what counts. */
function identity({ files: _, capture: __, ...input }: RunInput) {
  return { activations: input }
}

/** Every leaf of nested records with its path, `entropy.bins` and `100`; what is null is as if it were not there. */
function entries(value: unknown, path: string[] = []): [string, string][] {
  if (value === null) return []
  if (typeof value !== "object" || Array.isArray(value)) {
    return [[path.join("."), JSON.stringify(value) ?? "none"]]
  }
  return Object.entries(value).flatMap(([key, inner]) => entries(inner, [...path, key]))
}
