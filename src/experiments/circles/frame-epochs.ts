/** Epochs from 0 to the last, at most so many, their distances growing in proportion to the epoch. */
export function frameEpochs(last: number, frames: number): number[] {
  const epochs = Array.from({ length: frames }, (_, frame) => Math.round((last + 1) ** (frame / (frames - 1)) - 1))
  return [...new Set(epochs)]
}
