import { type Html, html } from "../../../report/html.js"
import { listed } from "../../../report/numbers.js"
import type { SweepDefinition } from "../../experiment.js"
import type { ExperimentRun } from "../../run-experiment-node.js"
import { type DataSpec, isOfTexts } from "../../sweep/model-spec.js"
import { adjectiveSentence } from "../adjective-words.js"
import { imageNames } from "../describe-data.js"
import { experimentTexts } from "../texts/experiment-text.js"

/** What is done here and why. */
export function questionSection({ experiment, models }: ExperimentRun): Html {
  const { question, data, knobs } = experimentTexts[experiment.name]
  const here = [otherExamples(models[0].result.spec.data), adjectiveSentence(models)].filter((text) => text !== null)
  const turned = experiment.sweeps.flatMap(({ knob }) => knobs[knob] ?? [])
  return html`<section id="question" aria-labelledby="question-heading">
<h2 id="question-heading">What is done here, and why</h2>
${paragraphs([...question, ...data, ...here, ...turned])}
<p>Every network is measured on examples it has not seen, without looking at a label: the entropy of each neuron's activation, and the mutual information of every two neurons.</p>
</section>`
}

/** What the paper says of it. */
export function paperSection({ experiment }: ExperimentRun): Html {
  return html`<section id="paper" aria-labelledby="paper-heading">
<h2 id="paper-heading">What the paper claims and found</h2>
${(["heuristic", "example-level"] as const).map((kind) => claim(kind, experiment.sweeps))}
${paragraphs(experimentTexts[experiment.name].paper)}
</section>`
}

function claim(kind: SweepDefinition["memorization"], sweeps: readonly SweepDefinition[]): Html | null {
  const own = sweeps.filter(({ memorization }) => memorization === kind)
  if (own.length === 0) return null
  const symbols = listed([...new Set(own.map(({ symbol }) => symbol))])
  const effect =
    kind === "heuristic"
      ? "neurons should become uniform (entropy falls) and alike (mutual information rises)"
      : "neurons should become diverse (entropy rises) and unlike one another (mutual information falls)"
  return html`<p>With ${symbols} rises ${kind} memorization: ${effect}.</p>`
}

/** Where the examples are not the paper's. */
function otherExamples(data: DataSpec): string | null {
  if (isOfTexts(data)) return data.source === null ? "Here with sentences made up by rote in place of reviews." : null
  if (data.kind === "circles" || data.images === "mnist") return null
  return `Here with the images and classes of ${imageNames[data.images]} in place of the digits.`
}

function paragraphs(texts: string[]): Html[] {
  return texts.map((text) => html`<p>${text}</p>`)
}
