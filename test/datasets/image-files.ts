/** A CIFAR file: for each image its label bytes, then its channels, filled with 100 + 10 · image + channel. */
export function cifarFile(labels: readonly (readonly number[])[], first = 0): Uint8Array {
  const images = labels.map((bytes, i) => [
    ...bytes,
    ...[0, 1, 2].flatMap((channel) => new Array<number>(1024).fill(100 + 10 * (first + i) + channel)),
  ])
  return Uint8Array.from(images.flat())
}

/** An IDX file of unsigned bytes, or one that says it is of another type. */
export function idxFile(shape: readonly number[], values: readonly number[], type = 8): Uint8Array {
  const axes = shape.flatMap((length) => [length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255])
  return Uint8Array.from([0, 0, type, shape.length, ...axes, ...values])
}
