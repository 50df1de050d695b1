import { useMemo } from "react"
import { overKnob } from "#src/plots/sweep/over-knob.js"
import { range } from "#src/report/numbers.js"
import { type DrawFigure, Figure } from "../../parts/figure.js"
import { adjectivesWords, percentOf } from "./adjectives-words.js"
import { knobPoints, type ResultsFile } from "./results-file.js"
import { networksTrained } from "./results-words.js"

/** How far the networks go by the adjective: right where it agrees with the label, wrong where it does not. */
export function Adjectives({ file }: { file: ResultsFile }) {
  const draw = useMemo(() => drawing(file), [file])
  const { symbol, examples, adjectivesAgainst = [] } = file
  return (
    <section className="explorable-adjectives" aria-label="What the shortcut does to the answers">
      <div className="explorable-adjectives-words">
        <h3>What the shortcut does to the answers</h3>
        <p>
          Where a review has good, great, wonderful, excellent or best in it, or else bad, terrible, awful, poor or
          negative, the word mostly goes with the verdict: in all but {range(adjectivesAgainst, percentOf)} of our
          training reviews. {symbol} is the share of these whose label is made to follow the word.
        </p>
        {adjectivesWords(file).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <Figure
        name="rote-adjectives"
        draw={draw}
        ratio={0.5}
        maxWidth={560}
        caption={`Means over seeds, bands from the least to the greatest. ${networksTrained(file)}; asked on ${examples.measured.toLocaleString("en")} others with their true labels.`}
      />
    </section>
  )
}

function drawing(file: ResultsFile): DrawFigure {
  const { agree = [], disagree = [], validation } = file.accuracy
  const lines = [
    { name: "agrees", points: knobPoints(file, agree) },
    { name: "disagrees", points: knobPoints(file, disagree) },
    { name: "either", points: knobPoints(file, validation) },
  ]
  const panel = { title: "Accuracy where the adjective …", lines }
  const meaning = "share of the labels against the adjective that follow it"
  return (options) => overKnob([panel], { ...options, knob: file.symbol, meaning, columns: 1 })
}
