import { memo } from "react"
import { LoadedPart, loadedPart } from "../../parts/loaded-part.js"
import { Near } from "./near.js"

const section = loadedPart("the digits", async () => (await import("../digits/digits-section.js")).DigitsSection)

export const Digits = memo(function Digits() {
  return (
    <section className="explorable-part" aria-labelledby="explorable-digits">
      <div className="prose">
        <h2 id="explorable-digits">On real digits, most of it holds</h2>
        <p>
          The same two ways to fail, on handwritten digits and networks of three layers of 256 neurons: fifteen networks
          each, three seeds of five settings.
        </p>
      </div>
      <Near height="46rem">
        <LoadedPart part={section} props={{}} />
      </Near>
      <div className="prose">
        <p>
          <strong>What agrees with the paper.</strong> Before the rectifiers the shortcut's trends are there in both
          measures, at every step over all layers. Learning by heart shows in mutual information, at every step, on
          either side of the rectifiers; and in the entropy of the first layer.
        </p>
        <p>
          <strong>What does not.</strong> Much of the change of entropy is one of scale: with bins over each neuron's
          own range the shortcut's trend is gone, and that of shuffled labels turns round. In the third layer entropy
          goes the other way in both experiments, and after the rectifiers it has no trend worth the name. So look at
          mutual information first, and at entropy with more than one estimator.
        </p>
        <p>
          The paper goes on to text: in sentiment classifiers fine-tuned from DistilBERT and biographies read by RoBERTa
          it finds the same directions with less agreement. We have not rerun those.
        </p>
      </div>
    </section>
  )
})
