import { type ActivationMatrix, neuronValues } from "#src/activations.js"
import { extent } from "#src/estimators/scale.js"
import { binIndices, linspaceEdges } from "#src/kernels/reference/index.js"

const BINS = 100

/**
 * Standard error that a bootstrap over examples gives the difference of two mean binned entropies (global edges) when
 * the edges stay where the sample put them: each example counts the mean of −ln p of its bins.
 */
export function fixedEdgesError(first: ActivationMatrix, second: ActivationMatrix): number {
  const [before, after] = [surprise(first), surprise(second)]
  const differences = after.map((value, i) => value - before[i])
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares) / differences.length
}

function surprise(a: ActivationMatrix): Float64Array {
  const edges = linspaceEdges(...extent(a.data), BINS)
  const sums = new Float64Array(a.examples)
  for (let j = 0; j < a.neurons; j++) {
    const bins = binIndices(neuronValues(a, j), edges, "closed")
    const counts = new Uint32Array(BINS)
    for (const bin of bins) counts[bin]++
    bins.forEach((bin, i) => {
      sums[i] -= Math.log(counts[bin] / a.examples) / a.neurons
    })
  }
  return sums
}
