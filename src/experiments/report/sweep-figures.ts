import type { ScaleCell, Theme } from "../../plots/index.js"
import { overEpochs, overKnob, scaleComparison, sweepBoxes, sweepDensities } from "../../plots/index.js"
import type { SweepDefinition } from "../experiment.js"
import { meansOn, measuredSides } from "../sweep/model-result.js"
import type { Side } from "../sweep/model-spec.js"
import { type Measure, measuresOn } from "../sweep/trend-table.js"
import { stepsPerEpoch } from "./describe-models.js"
import { epochCurves } from "./epoch-curves.js"
import { type ExperimentFigure, figureDrawer, wide } from "./figure.js"
import { adjectivePanels, layerLines } from "./knob-lines.js"
import { type LoadedModel, type Setting, settingsOf } from "./loaded-model.js"
import { pooledEntropies, pooledPairs, rangeOverSeeds } from "./pooled.js"
import { activationHeads, activationWords, sideTitles } from "./side-words.js"

/**
 * The figures of one sweep: entropy by layer (Figures 2 and 6 of Bansal et al. 2022), densities of mutual information
 * (Figures 3 and 7), entropy with three estimators on every side that has its own, mean mutual information on all sides where
 * there are two, and everything over the epochs. Without models, none; without pairs, none of mutual information. Cost:
 * about a second, most of it drawing.
 */
export function sweepFigures(
  sweep: SweepDefinition,
  models: readonly LoadedModel[],
  document: Document,
  theme: Theme,
): ExperimentFigure[] {
  const settings = settingsOf(sweep, models)
  if (settings.length === 0) return []
  const figure = figureDrawer({ knob: sweep.symbol, meaning: sweep.meaning, document, theme })
  const named = (file: string) => `${sweep.knob}-${file}`
  const sides = measuredSides(settings[0].models[0].result)
  const [first] = sides
  const steps = stepsPerEpoch(settings[0].models[0].result.spec)
  const both = first === "pre" ? rectifiers : everyNeuron
  const measured = settings.every(({ models: alike }) => alike.every(({ result }) => hasPairs(result, sides)))
  const entropies = pooledEntropies(settings, first)
  const accuracy = settings.map(({ knob, models: alike }) =>
    rangeOverSeeds(knob, alike, ({ result }) => result.accuracy.validation),
  )
  const densities = measured ? pooledPairs(settings, first) : []
  const adjectives = adjectivePanels(settings)
  const informations = informationCells(settings, sides)
  const curves = epochCurves(settings)
  return [
    figure(named("entropy"), "Entropy of the neurons", `${activationHeads[first]}${entropyCaption}`, (options) =>
      sweepBoxes(entropies, accuracy, options),
    ),
    ...(adjectives.length > 0
      ? [
          figure(named("adjectives"), "How far the networks go by the adjective", adjectiveCaption, (options) =>
            overKnob(adjectives, options),
          ),
        ]
      : []),
    ...(measured
      ? [
          figure(
            named("mutual-information"),
            "Mutual information of pairs",
            `${activationHeads[first]}${densityCaption}`,
            (options) => sweepDensities(densities, options),
          ),
        ]
      : []),
    ...sides
      .filter((side) => measuresOn(side).includes("entropy"))
      .map((side) =>
        figure(
          named(`scale-${side}`),
          `How much of the entropy is scale: ${activationWords[side]}`,
          scaleCaption,
          (options) => scaleComparison(scaleCells(settings, side), options),
        ),
      ),
    ...(measured && sides.length > 1
      ? [
          figure(named(both.file), both.title, both.caption, (options) =>
            scaleComparison(informations, {
              ...options,
              label: "mean mutual information, nats",
              columns: options.width < wide ? 1 : 2,
            }),
          ),
        ]
      : []),
    ...(curves === null
      ? []
      : [
          figure(
            named("epochs"),
            "Over the epochs of training",
            `${activationHeads[first]}${epochCaption}${steps === null ? "" : ` ${steps}`}`,
            (options) => overEpochs(curves, options),
          ),
        ]),
  ]
}

const entropyCaption =
  ", bins shared by all neurons. A box holds the middle half of the neurons of all seeds, its notch the " +
  "95\u00a0% interval of their median; whiskers reach the furthest neurons within one and a half boxes, points are neurons beyond. " +
  "The dashed line is accuracy on validation examples: the mean over seeds, its whiskers from the least to the greatest."

const densityCaption =
  "; every pair of different neurons once, all seeds together. Steps are the pairs, the curve is a mixture " +
  "of Gaussians fitted to them. The axis is even near zero and logarithmic beyond, so that pairs that share almost nothing and " +
  "pairs that share nearly all can be seen at once."

const adjectiveCaption =
  "A network that has learnt to read is right as often where the adjective disagrees with the label as where it agrees. One that " +
  "looks for the adjective is right in one case and wrong in the other. Bands from the least seed to the greatest."

const scaleCaption =
  "Bins shared by all neurons make entropy follow the size of a neuron's activations as well as their shape. Bins over each " +
  "neuron's own range, and nearest neighbours of a neuron divided by its standard deviation, leave size out: a slope that is " +
  "gone in those columns was one of size. Bands: 95\u00a0% interval of the mean over seeds."

const bands = "Bands: 95\u00a0% interval of the mean over seeds."

/** Of mean mutual information where there are two sides. */
const rectifiers = {
  file: "rectifiers",
  title: "Mutual information before and after the rectifiers",
  caption: `A rectifier makes zero of every negative activation. What it leaves of the information that two neurons share, by layer. ${bands}`,
}
const everyNeuron = {
  file: "every-neuron",
  title: "Mutual information among 64 neurons of each layer, and among all",
  caption: `The paper takes the pairs of 64 neurons of each layer. Whether they stand for the pairs of all, by layer. ${bands}`,
}

const epochCaption =
  ", on part of the validation examples and of the neurons, so that numbers differ a little from those of " +
  "the table. Training accuracy says when a network begins to learn by heart; what a network measured earlier would have shown " +
  "can be read off."

const estimators: { measure: Measure; column: string }[] = [
  { measure: "entropy", column: "shared bins" },
  { measure: "entropyLocal", column: "own bins" },
  { measure: "entropyKnn", column: "nearest neighbours" },
]

function hasPairs(result: LoadedModel["result"], sides: Side[]): boolean {
  return sides.every((side) => meansOn(result, side).some(({ mutualInformation }) => mutualInformation !== null))
}

function scaleCells(settings: Setting<LoadedModel>[], side: Side): ScaleCell[] {
  return estimators.map(({ measure, column }) => ({
    row: activationWords[side],
    column,
    layers: layerLines(settings, side, measure),
  }))
}

function informationCells(settings: Setting<LoadedModel>[], sides: Side[]): ScaleCell[] {
  return sides.map((side) => ({
    row: sideTitles[side],
    column: "mutual information",
    layers: layerLines(settings, side, "mutualInformation"),
  }))
}
