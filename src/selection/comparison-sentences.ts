import { printable } from "../errors.js"
import type { MeasureSettings, Unit } from "../estimators/measurement.js"
import type { Comparison, Difference, LayerComparison, Verdict } from "./comparison.js"
import { signAtLevel } from "./difference.js"
import { count, examplesSentence, figure, layersNamed, SEEDS_SENTENCE } from "./wording.js"

type Told = Omit<Comparison, "sentences" | "carriers">

const signs: Record<"less diverse" | "more diverse", string> = {
  "less diverse": "the sign of a shortcut (heuristic memorization)",
  "more diverse": "the sign of learning by heart (example-level memorization)",
}

/** What one may say of a comparison: the verdict over all neurons with its numbers, the layers', and what limits them. */
export function comparisonSentences(told: Told, entropy: MeasureSettings["entropy"]): string[] {
  return [
    overall(told),
    ...(told.layers.length > 1 ? layerSentences(told) : []),
    ...scaleCaution(told, entropy),
    ...(told.layers.length === 0
      ? ["Their layers cannot be matched, by number or by name: no layer was compared."]
      : []),
    SEEDS_SENTENCE,
  ]
}

function overall({ names, all, unit, examples }: Told): string {
  const numbers = [
    numbersOf("mean entropy", all.entropy, unit),
    ...(all.mutualInformation === null ? [] : [numbersOf("mean mutual information", all.mutualInformation, unit)]),
  ].join("; ")
  return `Over all neurons, ${finding(names, all, examples)}. ${sentenceCase(numbers)}.`
}

function numbersOf(what: string, { first, second, interval }: Difference, unit: Unit): string {
  const [low, high] = interval.map((end) => figure(end, 2))
  return `${what} ${figure(second)} against ${figure(first)} ${unit}, a difference from ${low} to ${high} (95 % interval)`
}

function layerSentences(told: Told): string[] {
  const verdicts: Verdict[] = ["less diverse", "more diverse", "mixed", "not told apart"]
  return verdicts.flatMap((verdict) => {
    const chosen = [...told.layers.keys()].filter((l) => told.layers[l].verdict === verdict)
    if (chosen.length === 0) return []
    const where = layersNamed(
      told.layers.map(({ layer }) => layer ?? ""),
      chosen,
    )
    return [`In ${where}, ${findingOfLayers(told, chosen)}.`]
  })
}

/** One verdict over several layers; the layer that asks for the fewest examples says how many. */
function findingOfLayers({ names, layers, examples }: Told, chosen: number[]): string {
  const closest = chosen.map((l) => layers[l]).sort((a, b) => fewest(a) - fewest(b))[0]
  return finding(names, closest, examples)
}

function finding([first, second]: readonly string[], compared: LayerComparison, examples: number): string {
  const [a, b] = [printable(first), printable(second)]
  const { verdict } = compared
  if (verdict === "not told apart") {
    const needed = fewest(compared)
    const how =
      isNothing(compared.entropy) && (compared.mutualInformation === null || isNothing(compared.mutualInformation))
        ? "there is no difference to find"
        : examplesSentence(needed === Infinity ? null : needed, examples)
    return `${b} and ${a} cannot be told apart at these ${count(examples)} examples: ${how}`
  }
  if (verdict !== "mixed") return `${b} is ${verdict} than ${a}: ${signs[verdict]}`
  const way = compared.entropy.difference < 0 ? "lower" : "higher"
  return `the measures disagree on ${b}: its entropy and its mutual information are both ${way} than ${a}'s, so there is no verdict`
}

function isNothing({ difference }: Difference): boolean {
  return difference === 0
}

/** Of the two measures, what the one asks for that asks for fewer examples; Infinity where neither can say. */
function fewest({ entropy, mutualInformation }: LayerComparison): number {
  const needed = [entropy, mutualInformation].flatMap((one) => (one === null ? [] : [one.examplesNeeded ?? Infinity]))
  return Math.min(...needed)
}

/** Global edges make entropy follow the scale of the activations: says where nothing free of scale bears it out. */
function scaleCaution({ names, layers, all }: Told, { method, edges }: MeasureSettings["entropy"]): string[] {
  if (method !== "binned" || edges !== "global") return []
  const isScaleAlone = ({ entropy, entropyLocal, entropyKnn }: LayerComparison) => {
    const sign = signAtLevel(entropy, 0.05)
    return sign !== 0 && ![entropyLocal, entropyKnn].some((other) => signAtLevel(other, 0.05) === sign)
  }
  const chosen = [...layers.keys()].filter((l) => isScaleAlone(layers[l]))
  if (chosen.length === 0 && !isScaleAlone(all)) return []
  const where =
    chosen.length === 0
      ? "over all neurons"
      : `in ${layersNamed(
          layers.map(({ layer }) => layer ?? ""),
          chosen,
        )}`
  return [
    `Caution: ${where} the entropy of ${printable(names[1])} differs with bins shared by all neurons, but neither entropy that is free of scale (bins of each neuron's own range, kNN) moves with it: it may be the scale of the activations alone.`,
  ]
}

function sentenceCase(text: string): string {
  return text[0].toUpperCase() + text.slice(1)
}
