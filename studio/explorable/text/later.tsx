import { memo } from "react"
import { LoadedPart, loadedPart } from "../../parts/loaded-part.js"
import { Near } from "./near.js"

const digits = loadedPart("the digits", async () => (await import("../results/digits-section.js")).DigitsSection)
const texts = loadedPart("the film reviews", async () => (await import("../results/texts-section.js")).TextsSection)
const ending = loadedPart("how to use it", async () => (await import("./ending.js")).Ending)

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
      <Near room="explorable-digits-room">
        <LoadedPart part={digits} props={{}} />
      </Near>
    </section>
  )
})

export const Texts = memo(function Texts() {
  return (
    <section className="explorable-part" aria-labelledby="explorable-texts">
      <div className="prose">
        <h2 id="explorable-texts">On real film reviews, part of it holds</h2>
        <p>
          The same again with reviews from IMDb and small transformers of two layers of 64 neurons, trained from
          nothing; the paper fine-tunes DistilBERT. Measured is what each layer says at the first token, [CLS], from
          which the verdict is read.
        </p>
      </div>
      <Near room="explorable-texts-room">
        <LoadedPart part={texts} props={{}} />
      </Near>
    </section>
  )
})

export const Ending = memo(function Ending() {
  return (
    <Near room="explorable-ending-room">
      <LoadedPart part={ending} props={{}} />
    </Near>
  )
})
