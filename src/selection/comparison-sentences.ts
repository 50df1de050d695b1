import { printable } from "../errors.js"
import type { MeasureSettings, Unit } from "../estimators/measurement.js"
import type { Comparison, Difference, LayerComparison, Verdict } from "./comparison.js"
import { examplesAtLevel, signAtLevel } from "./difference.js"
import { count, examplesSentence, figure, layersNamed, SEEDS_SENTENCE } from "./wording.js"

type Told = Omit<Comparison, "sentences" | "carriers">

/** Chance that a verdict is false: over all neurons, and in each layer so that it holds for all layers together. */
export interface Levels {
  all: number
  layers: number
}

const signs: Record<"less diverse" | "more diverse", string> = {
  "less diverse": "the sign of a shortcut (heuristic memorization)",
  "more diverse": "the sign of learning by heart (example-level memorization)",
}

/**
 * What one may say of a comparison: the verdict over all neurons with its numbers, the layers', and what limits them.
 */
export function comparisonSentences(told: Told, levels: Levels, entropy: MeasureSettings["entropy"]): string[] {
  return [
    overall(told, levels.all),
    ...(told.layers.length > 1 ? layerSentences(told, levels.layers) : []),
    ...scaleCaution(told, entropy),
    ...(told.layers.length === 0
      ? ["Their layers cannot be matched, by number or by name: no layer was compared."]
      : []),
    SEEDS_SENTENCE,
  ]
}

function overall({ names, all, unit, examples }: Told, level: number): string {
  const numbers = [
    numbersOf("mean entropy", all.entropy, unit),
    ...(all.mutualInformation === null ? [] : [numbersOf("mean mutual information", all.mutualInformation, unit)]),
  ].join("; ")
  return `Over all neurons, ${finding(names, all, { level, examples })}. ${sentenceCase(numbers)}.`
}

function numbersOf(what: string, { first, second, interval }: Difference, unit: Unit): string {
  const [low, high] = interval.map((end) => figure(end, 2))
  return `${what} ${figure(second)} against ${figure(first)} ${unit}, a difference from ${low} to ${high} (95 % interval)`
}

function layerSentences(told: Told, level: number): string[] {
  const verdicts: Verdict[] = ["less diverse", "more diverse", "mixed", "not told apart"]
  return verdicts.flatMap((verdict) => {
    const chosen = [...told.layers.keys()].filter((l) => told.layers[l].verdict === verdict)
    if (chosen.length === 0) return []
    const where = layersNamed(
      told.layers.map(({ layer }) => layer ?? ""),
      chosen,
    )
    return [`In ${where}, ${findingOfLayers(told, chosen, level)}.`]
  })
}

/** One verdict over several layers; the layer that asks for the fewest examples says how many. */
function findingOfLayers({ names, layers, examples }: Told, chosen: number[], level: number): string {
  const at = { level, examples }
  const closest = chosen.map((l) => layers[l]).sort((a, b) => (fewest(a, at) <= fewest(b, at) ? -1 : 1))[0]
  return finding(names, closest, at)
}

interface At {
  level: number
  examples: number
}

function finding([first, second]: readonly string[], compared: LayerComparison, at: At): string {
  const [a, b] = [printable(first), printable(second)]
  const { verdict, entropy, mutualInformation } = compared
  if (verdict === "not told apart") {
    const none = isNothing(entropy) && (mutualInformation === null || isNothing(mutualInformation))
    const how = none ? "there is no difference to find" : examplesSentence(fewest(compared, at), at.examples)
    return `${b} and ${a} cannot be told apart at these ${count(at.examples)} examples: ${how}`
  }
  if (verdict !== "mixed") return `${b} is ${verdict} than ${a}: ${signs[verdict]}`
  const way = entropy.difference < 0 ? "lower" : "higher"
  const disagreement = `its entropy and its mutual information are both ${way} than ${a}'s`
  return `the measures disagree on ${b}: ${disagreement}, so there is no verdict`
}

function isNothing({ difference }: Difference): boolean {
  return difference === 0
}

/** Of the two measures, what the one asks for that asks for fewer examples; Infinity where no number would do. */
function fewest({ entropy, mutualInformation }: LayerComparison, { level, examples }: At): number {
  const measures = mutualInformation === null ? [entropy] : [entropy, mutualInformation]
  return Math.min(...measures.map((one) => examplesAtLevel(one, level, examples)))
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
  const differs = `the entropy of ${printable(names[1])} differs with bins shared by all neurons`
  const others = "neither entropy that is free of scale (bins of each neuron's own range, kNN) moves with it"
  return [`Caution: ${where} ${differs}, but ${others}: it may be the scale of the activations alone.`]
}

function sentenceCase(text: string): string {
  return text[0].toUpperCase() + text.slice(1)
}
