import { type ActivationMatrix, neuronValues } from "../activations.js"

/** How far a model's outputs moved. */
export interface OutputChange {
  /** Mean |Δ| over all outputs of all examples. */
  meanAbsoluteChange: number
  /** Mean Kullback–Leibler divergence of the softmax after from the softmax before, in nats. */
  divergence: number
  /** Share of examples whose largest output, the first of equals, is another. */
  changedAnswers: number
}

/**
 * Compares a model's outputs (logits: examples × classes, as an ActivationMatrix) on the same examples before and after
 * something was done to it. Cost: a pass over both.
 */
export function outputChange(before: ActivationMatrix, after: ActivationMatrix): OutputChange {
  const { examples, neurons: classes } = before
  let distance = 0
  for (let i = 0; i < before.data.length; i++) distance += Math.abs(after.data[i] - before.data[i])
  const [answersBefore, answersAfter] = [answers(before), answers(after)]
  return {
    meanAbsoluteChange: distance / (examples * classes),
    divergence: softmaxDivergence(before, after),
    changedAnswers: answersBefore.filter((answer, i) => answer !== answersAfter[i]).length / examples,
  }
}

/** Share of examples whose largest output, the first of equals, is that of their label. */
export function outputAccuracy(outputs: ActivationMatrix, labels: ArrayLike<number>): number {
  return answers(outputs).filter((answer, i) => answer === labels[i]).length / outputs.examples
}

/** The largest output of each example, the first of equals. */
function answers(outputs: ActivationMatrix): Int32Array {
  const most = Float64Array.from(neuronValues(outputs, 0))
  const answer = new Int32Array(outputs.examples)
  for (let c = 1; c < outputs.neurons; c++) {
    neuronValues(outputs, c).forEach((value, i) => {
      if (value <= most[i]) return
      most[i] = value
      answer[i] = c
    })
  }
  return answer
}

function softmaxDivergence(before: ActivationMatrix, after: ActivationMatrix): number {
  const [normalBefore, normalAfter] = [logSumExp(before), logSumExp(after)]
  const { examples, data } = before
  let divergence = 0
  for (let i = 0; i < data.length; i++) {
    const logBefore = data[i] - normalBefore[i % examples]
    const probability = Math.exp(logBefore)
    if (probability > 0) divergence += probability * (logBefore - (after.data[i] - normalAfter[i % examples]))
  }
  // Rounding leaves a hair below zero where nothing changed.
  return Math.max(0, divergence / examples)
}

/** log Σ exp over the outputs of each example, without overflow. */
function logSumExp({ examples, data }: ActivationMatrix): Float64Array {
  const most = new Float64Array(examples).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < data.length; i++) most[i % examples] = Math.max(most[i % examples], data[i])
  const sum = new Float64Array(examples)
  for (let i = 0; i < data.length; i++) sum[i % examples] += Math.exp(data[i] - most[i % examples])
  return sum.map((value, example) => most[example] + Math.log(value))
}
