import { Adjectives } from "./adjectives.js"
import { LoadedResults } from "./loaded-results.js"
import { Outcomes } from "./outcomes.js"
import { Results } from "./results.js"
import sentimentAdjectives from "./sentiment-adjectives.json?url"
import shuffledImdb from "./shuffled-imdb.json?url"

const addresses = [sentimentAdjectives, shuffledImdb]

/** The paper's two experiments with film reviews, as we reran them. */
export function TextsSection() {
  return (
    <LoadedResults what="the film reviews" addresses={addresses}>
      {(files) => (
        <>
          <Adjectives file={files[0]} />
          <Results files={files} address="text-" />
          <div className="explorable-conclusion">
            <Outcomes files={files} side="cls" />
            <p className="prose">
              The paper goes on to biographies read by RoBERTa and to photographs. We have not rerun those.
            </p>
          </div>
        </>
      )}
    </LoadedResults>
  )
}
