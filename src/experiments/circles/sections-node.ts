import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { decodeCheckpoint } from "../../networks/checkpoint.js"
import { lightTheme, pageTheme } from "../../plots/index.js"
import { encodeGif } from "../../report/gif-node.js"
import { svgDocument } from "../../report/svg-document.js"
import { writeWhole } from "../../store/files.js"
import type { PlannedModel } from "../experiment.js"
import type { ReportSection } from "../report/experiment-report.js"
import { modelData } from "../sweep/model-data-node.js"
import { modelNetwork } from "../sweep/model-network-node.js"
import { checkpointName, modelFolder, readMeasurement } from "../sweep/train-model-node.js"
import { selectedParameters } from "../sweep/train-to-end-node.js"
import { answerFigures, figureOne, interventionFigures } from "./figures.js"
import { type CirclesNetwork, type CirclesNetworkName, planOfThree, threeNetworks } from "./three-networks.js"
import { trainingAnimation } from "./training-animation.js"

const frames = 48

/** The sections that only the circles have in their report, and the animation of their training as `figures/circles.gif`. */
export async function circlesSections(planned: readonly PlannedModel[], out: string): Promise<ReportSection[]> {
  const plan = planOfThree(planned)
  const networks = await Promise.all(threeNetworks.map((name) => loadNetwork(name, plan[name], out)))
  const document = svgDocument()
  const animation = encodeGif(await trainingAnimation(networks, frames, document, lightTheme))
  await writeWhole(join(out, "figures", "circles.gif"), animation)
  return [
    {
      heading: "Three networks",
      text: threeNetworksText,
      figures: figureOne(networks, document, pageTheme),
      animation: { title: "While they train", caption: animationCaption, gif: animation },
    },
    { heading: "What they answer", text: answersText, figures: answerFigures(networks, document, pageTheme) },
    {
      heading: "Switching neurons off",
      text: interventionsText,
      figures: interventionFigures(networks, document, pageTheme),
    },
  ]
}

async function loadNetwork(name: CirclesNetworkName, { spec }: PlannedModel, out: string): Promise<CirclesNetwork> {
  const folder = modelFolder(out, spec)
  const data = await modelData(spec.data)
  const network = await modelNetwork(spec.network, data)
  const checkpoint = decodeCheckpoint(network, await readFile(join(folder, checkpointName)))
  const parameters = selectedParameters(spec, checkpoint)
  return { name, spec, data, network, parameters, measurement: await readMeasurement(folder, "post") }
}

const threeNetworksText =
  "The same points three times. The plain network has a third feature that gives nothing away, the shortcut network one that gives " +
  "the class away, and the shuffled network labels that nothing gives away, so that it can only learn them by heart."

const animationCaption =
  "The three networks while they train, on the plane where the third feature says nothing: above, what they answer and the " +
  "points they are trained on; below, the activations of their hidden neurons."

const answersText =
  "What a network learnt shows where the shortcut and the circles disagree. The activations are of points it has not seen."

const interventionsText =
  "If entropy, mutual information or differential activation find the neurons that carry a shortcut, switching those off first should cost the " +
  "accuracy that the shortcut gave, sooner than neurons at random do."
