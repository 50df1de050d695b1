/** What a model answers: `classes` numbers (logits) for each answer, answer after answer. */
export interface Answers {
  classes: number
  values: Float32Array | Float64Array
}

/** How far a model's answers moved. */
export interface OutputChange {
  /** Mean |Δ| over all numbers of all answers. */
  meanAbsoluteChange: number
  /** Mean Kullback–Leibler divergence of the softmax after from the softmax before, in nats. */
  divergence: number
  /** Share of answers whose largest number, the first of equals, is another. */
  changed: number
}

/**
 * Compares the same model's answers to the same examples before and after something was done to it.
 * Cost: a pass over both.
 */
export function outputChange({ classes, values: before }: Answers, { values: after }: Answers): OutputChange {
  const answers = before.length / classes
  let [distance, divergence, changed] = [0, 0, 0]
  for (let answer = 0; answer < answers; answer++) {
    const from = answer * classes
    const [a, b] = [before, after].map((values) => values.subarray(from, from + classes))
    for (let c = 0; c < classes; c++) distance += Math.abs(b[c] - a[c])
    divergence += softmaxDivergence(a, b)
    if (largest(a) !== largest(b)) changed++
  }
  return {
    meanAbsoluteChange: distance / before.length,
    divergence: divergence / answers,
    changed: changed / answers,
  }
}

/** Share of answers whose largest number, the first of equals, is that of their label. */
export function answerAccuracy({ classes, values }: Answers, labels: ArrayLike<number>): number {
  let right = 0
  for (let answer = 0; answer < labels.length; answer++) {
    if (largest(values.subarray(answer * classes, (answer + 1) * classes)) === labels[answer]) right++
  }
  return right / labels.length
}

type Numbers = Float32Array | Float64Array

function softmaxDivergence(before: Numbers, after: Numbers): number {
  const [normalBefore, normalAfter] = [logSumExp(before), logSumExp(after)]
  let divergence = 0
  for (let c = 0; c < before.length; c++) {
    const logBefore = before[c] - normalBefore
    const probability = Math.exp(logBefore)
    if (probability > 0) divergence += probability * (logBefore - (after[c] - normalAfter))
  }
  // Rounding leaves a hair below zero where nothing changed.
  return Math.max(0, divergence)
}

function logSumExp(values: Numbers): number {
  const most = values[largest(values)]
  let sum = 0
  for (const value of values) sum += Math.exp(value - most)
  return most + Math.log(sum)
}

function largest(values: Numbers): number {
  let best = 0
  for (let c = 1; c < values.length; c++) if (values[c] > values[best]) best = c
  return best
}
