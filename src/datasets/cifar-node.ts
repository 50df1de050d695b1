import { type CifarClasses, joinCifar, parseCifar } from "./cifar.js"
import { readDataFile } from "./data-file-node.js"
import type { Images } from "./images.js"

/** File names of the binary versions. */
const splits = {
  10: { train: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`), test: ["test_batch.bin"] },
  100: { train: ["train.bin"], test: ["test.bin"] },
}

/** The folders that the published archives unpack to. */
const published = { 10: "cifar-10-batches-bin", 100: "cifar-100-binary" }

/**
 * Reads one split of CIFAR-10 or CIFAR-100 (Krizhevsky 2009) from a folder with the files of its binary version under their usual
 * names: 50,000 images of 32 × 32 pixels in `train`, 10,000 in `test`. Up to three times the files' size is in memory for a moment.
 * @throws RoteError `io` where a file is missing; what `parseCifar` throws
 */
export async function readCifar(split: "train" | "test", path: string, classes: CifarClasses): Promise<Images> {
  const files = [...splits[classes].train, ...splits[classes].test]
  const parts: Images[] = []
  for (const name of splits[classes][split]) {
    const bytes = await readDataFile({ path, files }, name, [
      [name.replace(".bin", ""), "this is the Python version, pickles, which rote does not open: get the binary one"],
      [published[classes], `name the folder ${published[classes]} in it`],
    ])
    parts.push(parseCifar(bytes, classes, `${path}/${name}`))
  }
  return joinCifar(parts)
}
