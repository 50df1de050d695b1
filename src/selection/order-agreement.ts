import { tauInterval } from "./bootstrap.js"
import { type KendallTau, kendallTau } from "./kendall.js"
import { smallestP } from "./kendall-p.js"
import type { MeasureRanking, MetricAgreement } from "./ranking.js"

/** Kendall's τ-b between the orders that two measures put the models in, best first; null where one has none. */
export function agreementOf(first: MeasureRanking, second: MeasureRanking): KendallTau | null {
  const names = first.models.map(({ name }) => name)
  const found = kendallTau(goodness(first, names), goodness(second, names))
  return found.tau === null ? null : found
}

/**
 * Kendall's τ-b between the order of a measure, best first, and that of a metric, over the models of these names that
 * have a value. Cost: 2,000 draws of τ for its interval.
 */
export function metricAgreement(
  ranking: MeasureRanking,
  names: readonly string[],
  metric: string,
  values: Record<string, number>,
  seed: number,
): MetricAgreement {
  const known = names.filter((name) => Object.hasOwn(values, name))
  const [ours, theirs] = [goodness(ranking, known), known.map((name) => values[name])]
  const found = kendallTau(ours, theirs)
  const interval = found.tau === null ? null : tauInterval(ours, theirs, { seed })
  return { ...found, measure: ranking.measure, metric, interval, smallestP: smallestP(known.length) }
}

/** The measure of each model, turned so that more is better. */
function goodness({ models, lowerIsBetter }: MeasureRanking, names: readonly string[]): number[] {
  const values = new Map(models.map(({ name, value }) => [name, lowerIsBetter ? -value : value]))
  return names.map((name) => values.get(name) ?? Number.NaN)
}
