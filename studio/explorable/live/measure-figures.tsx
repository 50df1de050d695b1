import { memo, useMemo } from "react"
import { liveEpochs } from "#src/experiments/circles/live/settings.js"
import { Figure } from "../../parts/figure.js"
import { liveEstimators } from "../words.js"
import { drawCurves } from "./curves.js"
import { drawEntropyBoxes, drawInformationDensity } from "./drawings.js"
import type { ShownNetwork } from "./use-course.js"

const lastEpoch = liveEpochs[liveEpochs.length - 1]

/** The two measures of the three networks: at the moment on show, and over training. */
export const MeasureFigures = memo(function MeasureFigures({ networks }: { networks: ShownNetwork[] }) {
  const boxes = useMemo(() => drawEntropyBoxes(networks), [networks])
  const density = useMemo(() => drawInformationDensity(networks), [networks])
  const entropy = useMemo(
    () => drawCurves(networks, { measure: "entropy", title: "Mean H, nats", step: 0.5, lastEpoch }),
    [networks],
  )
  const information = useMemo(
    () => drawCurves(networks, { measure: "mutualInformation", title: "Mean MI, nats", step: 0.25, lastEpoch }),
    [networks],
  )
  return (
    <div className="explorable-measures">
      <section aria-labelledby="explorable-entropy">
        <h3 id="explorable-entropy">Entropy: how much each neuron varies</h3>
        <Figure
          name="rote-entropy"
          draw={boxes}
          ratio={0.1}
          maxWidth={560}
          caption="A box holds the middle half of a layer's 16 neurons, its notch the 95 % interval of their median."
        />
        <Figure name="rote-entropy-epochs" draw={entropy} ratio={0.1} maxWidth={560} caption={liveEstimators} />
      </section>
      <section aria-labelledby="explorable-information">
        <h3 id="explorable-information">Mutual information: how much two neurons share</h3>
        <Figure
          name="rote-mutual-information"
          draw={density}
          ratio={0.1}
          maxWidth={560}
          caption="All 496 pairs of a network's 32 neurons: steps count them, the curve is a mixture of Gaussians fitted to them."
        />
        <Figure
          name="rote-mutual-information-epochs"
          draw={information}
          ratio={0.1}
          maxWidth={560}
          caption={liveEstimators}
        />
      </section>
    </div>
  )
})
