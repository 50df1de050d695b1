import { RoteError } from "../errors.js"
import type { BinEdges, EntropyCorrection, EntropyMethod, MutualInformationMethod, Unit } from "./measurement.js"
import { requireInteger } from "./validate.js"

export interface EntropyOptions {
  /** `binned` (default) or `knn`. */
  method?: EntropyMethod
  /** Bins of `binned`, 1 to 65,535; 100 unless given. */
  bins?: number
  /** One set of edges for all neurons (`global`, default), each neuron's own range (`local`) or its own quantiles. */
  edges?: BinEdges
  /** `miller-madow` adds (occupied bins − 1)/(2S) to `binned`; none unless given. */
  correction?: EntropyCorrection
  /** Neighbours of `knn`; 3 unless given. */
  k?: number
  /** The released code's conventions in place of the defaults: no scaling, a bin of its own for the maximum, ties as they fall. */
  reference?: boolean
  /** `nats` (default) or `bits`. */
  unit?: Unit
}

export interface MutualInformationOptions {
  /** `mixed` unless given, `ksg` under `reference`. */
  method?: MutualInformationMethod
  /** Neighbours of `ksg`, `ksg2` and `mixed`; 3 unless given. */
  k?: number
  /** Bins per neuron of `binned`, 1 to 1,024; 10 unless given. */
  bins?: number
  /** The released code's conventions in place of the defaults: no scaling, dead neurons and ties as they fall. */
  reference?: boolean
  /** `nats` (default) or `bits`. */
  unit?: Unit
}

export const entropyMethods: readonly EntropyMethod[] = ["binned", "knn"]
export const binEdges: readonly BinEdges[] = ["global", "local", "equal-frequency"]
export const entropyCorrections: readonly EntropyCorrection[] = ["none", "miller-madow"]
export const mutualInformationMethods: readonly MutualInformationMethod[] = [
  "ksg",
  "ksg2",
  "mixed",
  "binned",
  "gaussian-copula",
]
export const units: readonly Unit[] = ["nats", "bits"]

/** Chosen by `rote bench estimators`; docs/estimators/choosing-the-default.md has the table. */
export const defaultMutualInformationMethod: MutualInformationMethod = "mixed"

/** @throws RoteError `bad-option` */
export function resolveEntropyOptions(options: EntropyOptions = {}): Required<EntropyOptions> {
  return {
    method: requireOneOf("entropy method", options.method ?? "binned", entropyMethods),
    bins: requireInteger("bins", options.bins ?? 100, 1, 65_535),
    edges: requireOneOf("edges", options.edges ?? "global", binEdges),
    correction: requireOneOf("correction", options.correction ?? "none", entropyCorrections),
    k: requireInteger("k", options.k ?? 3, 1),
    reference: options.reference ?? false,
    unit: requireOneOf("unit", options.unit ?? "nats", units),
  }
}

/** @throws RoteError `bad-option` */
export function resolveMutualInformationOptions(
  options: MutualInformationOptions = {},
): Required<MutualInformationOptions> {
  const reference = options.reference ?? false
  const method = options.method ?? (reference ? "ksg" : defaultMutualInformationMethod)
  return {
    method: requireOneOf("mutual information method", method, mutualInformationMethods),
    k: requireInteger("k", options.k ?? 3, 1),
    bins: requireInteger("bins of mutual information", options.bins ?? 10, 1, 1024),
    reference,
    unit: requireOneOf("unit", options.unit ?? "nats", units),
  }
}

/** Whether the method looks for the k nearest neighbours, and so needs more than k examples. */
export function usesNeighbours(method: EntropyMethod | MutualInformationMethod): boolean {
  return method === "knn" || method === "ksg" || method === "ksg2" || method === "mixed"
}

/** What a number of nats is multiplied by to be in `unit`. */
export function perNat(unit: Unit): number {
  return unit === "bits" ? 1 / Math.LN2 : 1
}

function requireOneOf<Name extends string>(option: string, value: Name, names: readonly Name[]): Name {
  if (names.includes(value)) return value
  throw new RoteError("bad-option", { input: option, expected: names.join(", "), found: JSON.stringify(value) })
}
