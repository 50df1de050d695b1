import type { ActivationMatrix } from "../activations.js"
import { RoteError } from "../errors.js"
import { type Probe, type ProbeExamples, type ProbeTraining, probe } from "../networks/probe.js"
import { permutation, seededRandom } from "../random.js"

export interface MdlProbeOptions {
  /** Neurons of the probe's hidden layer; a linear probe unless given. */
  hidden?: number
  /** Seed of the order in which examples are sent, and of a hidden layer's first weights; 0 unless given. */
  seed?: number
  /** Shares of the examples after which the probe is trained anew, rising, the last 1; .1, .2, .4 … 50, 100 % unless given. */
  portions?: readonly number[]
  /** Called before each training of a probe, with how many there are in all. */
  onProgress?: (progress: { done: number; total: number }) => void
}

/** A piece of the message: the labels that a probe trained on those before them had to code. */
export interface CodedBlock {
  /** Examples the probe was trained on: 0 for the first block, which is coded with equal probabilities. */
  trained: number
  coded: number
  bits: number
  /** Share of the block's labels that the probe holds most likely, the first of equals; null for the first block. */
  accuracy: number | null
}

/** How short a message of the labels becomes by what a layer tells of them. */
export interface ProbedLayer {
  layer: string
  neurons: number
  /** Length of the online code: all blocks together. */
  onlineBits: number
  /** Length with every class as likely: examples · log₂ classes. */
  uniformBits: number
  /** Uniform over online length: 1 where the layer tells nothing, larger the easier the label is read off it. */
  compression: number
  blocks: CodedBlock[]
}

export interface MdlProbe {
  /** Labels coded; a tenth of the examples are held back to tell when a probe has learnt enough. */
  examples: number
  heldBack: number
  classes: number
  hidden: number | null
  seed: number
  layers: ProbedLayer[]
}

export const usualPortions = [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.0625, 0.125, 0.25, 0.5, 1] as const

const heldBackShare = 0.1
const training: ProbeTraining = { learningRate: 0.01, steps: 500, patience: 20 }

/**
 * Minimum description length of labels given each layer, by the online code of Voita and Titov (EMNLP 2020): the labels are sent
 * in a random order, block after block, each coded by a probe that was trained on those before. A layer from which the label
 * is easily read needs few examples until the code becomes short; accuracy alone would not show that.
 *
 * Features are standardised by the examples trained on. A probe is trained by Adam (learning rate .01, all examples at once)
 * until the loss on the examples held back has not fallen for 20 steps, at most 500, and the best of its steps codes.
 * Cost: for each layer and portion up to 500 passes over the portion.
 * @throws RoteError `bad-option` for labels that do not fit the examples, fewer than two classes, or portions that do not rise to 1;
 * `too-few-examples` below 20
 */
export async function mdlProbe(
  a: ActivationMatrix,
  labels: ArrayLike<number>,
  options: MdlProbeOptions = {},
): Promise<MdlProbe> {
  const { hidden = null, seed = 0, portions = usualPortions, onProgress } = options
  const classes = requireLabels(a, labels)
  requirePortions(portions)
  const order = permutation(a.examples, seededRandom(seed))
  const heldBack = Math.round(heldBackShare * a.examples)
  const [held, sent] = [order.subarray(0, heldBack), order.subarray(heldBack)]
  const ends = [...new Set(portions.map((portion) => Math.max(1, Math.round(portion * sent.length))))]
  const total = a.layers.length * (ends.length - 1)
  let done = 0
  const layers: ProbedLayer[] = []
  for (const { name, start, end } of a.layers) {
    const take = (chosen: Int32Array): ProbeExamples => ({
      examples: chosen.length,
      inputs: rowsOf(a, start, end, chosen),
      labels: Int32Array.from(chosen, (example) => labels[example]),
    })
    const classifier = probe(end - start, classes, hidden, seed)
    const blocks: CodedBlock[] = [{ trained: 0, coded: ends[0], bits: ends[0] * Math.log2(classes), accuracy: null }]
    for (let i = 1; i < ends.length; i++) {
      onProgress?.({ done: done++, total })
      const before = take(sent.subarray(0, ends[i - 1]))
      blocks.push(await codedBlock(classifier, before, take(held), take(sent.subarray(ends[i - 1], ends[i]))))
    }
    const onlineBits = blocks.reduce((sum, { bits }) => sum + bits, 0)
    const uniformBits = sent.length * Math.log2(classes)
    layers.push({
      layer: name,
      neurons: end - start,
      onlineBits,
      uniformBits,
      compression: uniformBits / onlineBits,
      blocks,
    })
  }
  onProgress?.({ done: total, total })
  return { examples: sent.length, heldBack, classes, hidden, seed, layers }
}

async function codedBlock(
  classifier: Probe,
  before: ProbeExamples,
  held: ProbeExamples,
  block: ProbeExamples,
): Promise<CodedBlock> {
  const standardise = standardiserOf(before)
  const parameters = await classifier.train(standardise(before), standardise(held), training)
  const logarithms = classifier.logProbabilities(parameters, standardise(block).inputs)
  const classes = logarithms.length / block.examples
  let [nats, right] = [0, 0]
  block.labels.forEach((label, i) => {
    const row = logarithms.subarray(i * classes, (i + 1) * classes)
    nats -= row[label]
    if (row.indexOf(Math.max(...row)) === label) right++
  })
  return { trained: before.examples, coded: block.examples, bits: nats / Math.LN2, accuracy: right / block.examples }
}

/** To mean 0 and standard deviation 1 over these examples; a feature that does not vary among them is only shifted. */
function standardiserOf({ examples, inputs }: ProbeExamples): (other: ProbeExamples) => ProbeExamples {
  const features = inputs.length / examples
  const mean = new Float64Array(features)
  const variance = new Float64Array(features)
  inputs.forEach((value, i) => {
    mean[i % features] += value / examples
  })
  inputs.forEach((value, i) => {
    variance[i % features] += (value - mean[i % features]) ** 2 / examples
  })
  const scale = variance.map((value) => (value > 0 ? 1 / Math.sqrt(value) : 1))
  return (other) => ({
    ...other,
    inputs: other.inputs.map((value, i) => (value - mean[i % features]) * scale[i % features]),
  })
}

function rowsOf({ data, examples }: ActivationMatrix, start: number, end: number, chosen: Int32Array): Float32Array {
  const width = end - start
  const rows = new Float32Array(chosen.length * width)
  for (let j = 0; j < width; j++) {
    const from = (start + j) * examples
    for (let i = 0; i < chosen.length; i++) rows[i * width + j] = data[from + chosen[i]]
  }
  return rows
}

/** How many classes there are. */
function requireLabels({ examples }: ActivationMatrix, labels: ArrayLike<number>): number {
  if (examples < 20) {
    throw new RoteError("too-few-examples", { expected: "at least 20 examples to probe", found: `${examples}` })
  }
  const wrong = Array.from(labels).find((label) => !Number.isInteger(label) || label < 0)
  const classes = Array.from(labels).reduce((most, label) => Math.max(most, label + 1), 0)
  if (labels.length === examples && wrong === undefined && classes >= 2 && classes <= examples) return classes
  const found = labels.length !== examples ? `${labels.length} labels` : `${wrong ?? `${classes} classes`}`
  throw new RoteError("bad-option", {
    input: "labels",
    expected: `a class from 0 for each of the ${examples} examples, of two classes or more`,
    found,
  })
}

function requirePortions(portions: readonly number[]): void {
  const rising = portions.every((portion, i) => portion > (i === 0 ? 0 : portions[i - 1]))
  if (rising && portions[portions.length - 1] === 1) return
  throw new RoteError("bad-option", {
    input: "portions",
    expected: "shares of the examples that rise from above 0 to 1",
    found: portions.join(", "),
  })
}
