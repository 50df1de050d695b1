import type { ActivationMatrix } from "#src/activations.js"
import { circles } from "#src/datasets/circles.js"
import type { AccuracyCurve, NetworkMoment, NetworkSurface } from "#src/plots/index.js"
import { normals, seededRandom } from "#src/random.js"

/** Points with a shortcut, from a seed. */
export function samplePoints(points = 400, seed = 1) {
  return circles({ points, division: 1 }, seededRandom(seed))
}

/** Two rectified layers of 16 neurons with weights from a seed: nothing is learned, but the shapes are the experiment's. */
export function sampleActivations(inputs: ArrayLike<number>, seed = 1): ActivationMatrix {
  const examples = inputs.length / 3
  const layers = [
    { name: "hidden1", start: 0, end: 16 },
    { name: "hidden2", start: 16, end: 32 },
  ]
  const data = new Float32Array(32 * examples)
  const normal = normals(seededRandom(seed))
  for (let neuron = 0; neuron < 32; neuron++) {
    const weights = [normal(), normal(), normal()]
    for (let i = 0; i < examples; i++) {
      const sum = weights.reduce((total, weight, feature) => total + weight * inputs[3 * i + feature], 0)
      data[neuron * examples + i] = Math.max(0, sum)
    }
  }
  return { examples, neurons: 32, data, layers }
}

/** A grid of probabilities from a function of x and y. */
export function probabilities(of: (x: number, y: number) => number, resolution: number, extent: number): Float32Array {
  const centre = (cell: number) => extent * ((2 * cell + 1) / resolution - 1)
  return Float32Array.from({ length: resolution ** 2 }, (_, i) =>
    of(centre(i % resolution), centre(Math.floor(i / resolution))),
  )
}

const insideRing = (x: number, y: number) => 1 / (1 + Math.exp(8 * (Math.hypot(x, y) - 0.7)))

export function sampleSurface(name: string): NetworkSurface {
  const slices = [-3, -1.5, 0, 1.5, 3].map((thirdFeature) => ({
    thirdFeature,
    probability: probabilities((x, y) => insideRing(x - thirdFeature / 9, y), 40, 1.8),
  }))
  return { name, extent: 1.8, resolution: 40, slices, points: samplePoints() }
}

export function sampleMoment(name: string, progress: number): NetworkMoment {
  const points = samplePoints()
  return {
    name,
    accuracy: 0.5 + progress / 2,
    points,
    resolution: 40,
    probability: probabilities((x, y) => 0.5 + (insideRing(x, y) - 0.5) * progress, 40, 1.8),
    activations: sampleActivations(points.inputs, 1 + Math.round(progress * 10)),
    labels: points.truth,
  }
}

export const orders = ["lowest-entropy", "highest-entropy", "highest-mutual-information", "random"]
export const evaluations = ["shortcut", "antiShortcut", "neutral"]

/** Accuracies that fall to a half over 33 counts of neurons; the random order with an interval. */
export function sampleCurves(): AccuracyCurve[] {
  return evaluations.flatMap((evaluation, e) =>
    orders.map((order, o) => {
      const accuracy = Float64Array.from({ length: 33 }, (_, n) => 0.5 + (0.5 - 0.2 * e) * Math.exp(-n / (3 + 3 * o)))
      const interval = [accuracy.map((value) => value - 0.05), accuracy.map((value) => value + 0.05)] as const
      return { order, evaluation, accuracy, interval: order === "random" ? interval : null }
    }),
  )
}
