/** Epochs looked at on the way to the last: 0, 1, 2, 3, 5, 8, 12 … each half as many again, and the last. */
export function snapshotEpochs(last: number): number[] {
  const epochs = [0]
  for (let next = 1; next < last; next = Math.ceil(next * 1.5)) epochs.push(next)
  return last > 0 ? [...epochs, last] : epochs
}
