export { jointSums, prepareColumn, prepareRow, setUpBins } from "./binned-pair"
export { dot } from "./dot"
export { countBins, extent, neighbourLogSum, sortValues } from "./entropy"
export { neighbourInformation, setUpPairs } from "./neighbour-pair"
export { prepare, preparedSize, sortScratchSize } from "./neuron"
export { binValues, lookUpRanks } from "./ranks"

/** `bytes` of memory, aligned to 16, kept as long as the instance. */
export function reserve(bytes: usize): usize {
  return heap.alloc(bytes)
}
