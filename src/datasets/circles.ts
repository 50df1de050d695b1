import { RoteError } from "../errors.js"
import { normals, permutation, type Random } from "../random.js"
import type { LabelledExamples } from "./labelled.js"
import { requireProbability } from "./probability.js"
import { shuffleLabels } from "./shuffled-labels.js"

export interface CirclesOptions {
  /** Half of them (rounded down) on the outer circle; 2,000 unless given. */
  points?: number
  /** Standard deviation of both coordinates about the circle; 0.2 unless given. */
  noise?: number
  /** Radius of the inner circle, the outer being 1; 0.4 unless given. */
  factor?: number
  /** Share of each class whose third feature names a class; 0.75 unless given. */
  named?: number
  /** Share of those whose third feature names their own class and not the other; 0.5 (it says nothing) unless given. */
  division?: number
  /** Probability that a label is replaced by one drawn at random; 0 unless given. */
  shuffle?: number
}

/** `inputs` holds x, y and the third feature of point after point. Labels: 0 outer, 1 inner, before any shuffling. */
export interface CirclesExamples extends LabelledExamples {
  /** The circle each point lies on, 0 outer, 1 inner: its label had nothing been shuffled. */
  truth: Uint8Array
}

/** The same points three times, with a third feature that always names their class, always the other one, or none. */
export interface CirclesEvaluation {
  shortcut: CirclesExamples
  antiShortcut: CirclesExamples
  neutral: CirclesExamples
}

/** What the third feature says of a point. */
type Hint = "own" | "other" | "nothing"

/**
 * Two concentric circles with a shortcut (Bansal et al. 2022): points as scikit-learn's `make_circles` lays them, evenly round
 * the outer circle and then round the inner one, with normal noise. The third feature is drawn from N(−3, 0.1) where it names
 * the outer circle and from N(3, 0.1) where it names the inner one; of the points of each class a share `named` carries
 * such a value, and of these a share `division` the value of its own class (counts rounded to whole points). The third feature
 * of the rest is uniform in 0 … 1, as in the paper's code: apart from both values and the same for either class.
 *
 * From the same random source, the points and the noise of every feature are the same whatever `division` and `shuffle` are,
 * and a point that follows the shortcut follows it at every higher division.
 * @throws RoteError `bad-option` for fewer than two points, a negative noise, or a factor or share outside 0 … 1
 */
export function circles(options: CirclesOptions, random: Random): CirclesExamples {
  const { named = 0.75, division = 0.5, shuffle = 0 } = options
  requireProbability("named", named)
  requireProbability("division", division)
  requireProbability("shuffle", shuffle)
  const plane = circlePoints(options, random)
  const hints = drawHints(plane.truth, named, division, random)
  const examples = withThirdFeature(plane, (i) => hints[i], random)
  return { ...examples, labels: shuffleLabels(examples.truth, 2, shuffle, random) }
}

/**
 * Points to ask a trained network about, one set of them under three third features. Nothing is shuffled.
 * @throws RoteError `bad-option` as `circles`
 */
export function circlesEvaluation(
  options: Pick<CirclesOptions, "points" | "noise" | "factor">,
  random: Random,
): CirclesEvaluation {
  const plane = circlePoints(options, random)
  return {
    shortcut: withThirdFeature(plane, () => "own", random),
    antiShortcut: withThirdFeature(plane, () => "other", random),
    neutral: withThirdFeature(plane, () => "nothing", random),
  }
}

interface Plane {
  /** x and y of point after point. */
  positions: Float32Array
  truth: Uint8Array
}

function circlePoints({ points = 2000, noise = 0.2, factor = 0.4 }: CirclesOptions, random: Random): Plane {
  if (!Number.isInteger(points) || points < 2) refuse("points", "a whole number from 2", points)
  if (!(noise >= 0 && noise < Number.POSITIVE_INFINITY)) refuse("noise", "a number from 0", noise)
  requireProbability("factor", factor)
  const normal = normals(random)
  const outer = Math.floor(points / 2)
  const positions = new Float32Array(2 * points)
  const truth = new Uint8Array(points)
  for (let i = 0; i < points; i++) {
    truth[i] = i < outer ? 0 : 1
    const [place, places, radius] = i < outer ? [i, outer, 1] : [i - outer, points - outer, factor]
    const angle = (2 * Math.PI * place) / places
    positions[2 * i] = radius * Math.cos(angle) + noise * normal()
    positions[2 * i + 1] = radius * Math.sin(angle) + noise * normal()
  }
  return { positions, truth }
}

function drawHints(truth: Uint8Array, named: number, division: number, random: Random): Hint[] {
  const hints: Hint[] = new Array(truth.length).fill("nothing")
  for (const circle of [0, 1]) {
    const members = [...truth.keys()].filter((i) => truth[i] === circle)
    const carrying = Math.round(named * members.length)
    const following = Math.round(division * carrying)
    permutation(members.length, random).forEach((member, place) => {
      if (place < carrying) hints[members[member]] = place < following ? "own" : "other"
    })
  }
  return hints
}

/** Draws a normal and a uniform number for every point, whichever is used: so that the other draws stay where they are. */
function withThirdFeature(
  { positions, truth }: Plane,
  hintOf: (point: number) => Hint,
  random: Random,
): CirclesExamples {
  const normal = normals(random)
  const inputs = new Float32Array(3 * truth.length)
  truth.forEach((circle, i) => {
    const deviation = 0.1 * normal()
    const anywhere = random()
    const hint = hintOf(i)
    const towards = circle === 1 ? 3 : -3
    inputs.set(positions.subarray(2 * i, 2 * i + 2), 3 * i)
    inputs[3 * i + 2] = hint === "nothing" ? anywhere : (hint === "own" ? towards : -towards) + deviation
  })
  return { examples: truth.length, features: 3, classes: 2, inputs, labels: truth.slice(), truth }
}

function refuse(option: string, expected: string, found: number): never {
  throw new RoteError("bad-option", { input: option, expected, found: `${found}` })
}
