import coloredMnist from "./colored-mnist.json?url"
import { LoadedResults } from "./loaded-results.js"
import { Results } from "./results.js"
import shuffledMnist from "./shuffled-mnist.json?url"

const addresses = [coloredMnist, shuffledMnist]

/** The paper's two experiments with digits, as we reran them. */
export function DigitsSection() {
  return (
    <LoadedResults what="the digits" addresses={addresses}>
      {(files) => (
        <>
          <Results files={files} />
          <div className="explorable-conclusion prose">
            <p>
              <strong>What agrees with the paper.</strong> Before the rectifiers the shortcut's trends are there in both
              measures, at every step over all layers. Learning by heart shows in mutual information, at every step, on
              either side of the rectifiers; and in the entropy of the first layer.
            </p>
            <p>
              <strong>What does not.</strong> Much of the change of entropy is one of scale: with bins over each
              neuron's own range the shortcut's trend is gone, and that of shuffled labels turns round. In the third
              layer entropy goes the other way in both experiments, and after the rectifiers it has no trend worth the
              name. So look at mutual information first, and at entropy with more than one estimator.
            </p>
          </div>
        </>
      )}
    </LoadedResults>
  )
}
