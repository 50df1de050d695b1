import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { readCifar } from "#src/datasets/cifar-node.js"
import { coloredMnist } from "#src/datasets/colored-mnist.js"
import { readMnist } from "#src/datasets/mnist-node.js"
import { seededRandom } from "#src/random.js"
import { cifarFile, idxFile } from "./image-files.js"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rote-images-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes)

/** A RoteError of the code `io` whose message has these parts in this order. */
const io = (...parts: string[]) => ({
  code: "io",
  message: expect.stringMatching(new RegExp(parts.map((part) => part.replace(/\W/g, "\\$&")).join(".*"))),
})

describe("a folder of IDX files", () => {
  const files = "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte"

  test("of Fashion-MNIST reads as MNIST does, and is coloured as it is", async () => {
    write("train-images-idx3-ubyte", idxFile([3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
    write("train-labels-idx1-ubyte", idxFile([3], [9, 4, 5]))
    const clothes = await readMnist("train", folder)
    expect(clothes).toMatchObject({ count: 3, channels: 1, height: 2, width: 2, classes: 10 })
    expect([...coloredMnist(clothes, { alpha: 1, labelNoise: 0 }, seededRandom(1)).labels]).toEqual([0, 1, 0])
  })

  test("that lacks a file is refused with the names of all four", async () => {
    write("t10k-images-idx3-ubyte", idxFile([1, 1, 1], [1]))
    await expect(readMnist("test", folder)).rejects.toMatchObject(
      io(folder, files, "no t10k-labels-idx1-ubyte", "name"),
    )
  })

  test("that does not exist is refused with the names of all four", async () => {
    await expect(readMnist("train", join(folder, "gone"))).rejects.toMatchObject(io("gone", files, "no such folder"))
  })

  test.each([
    ["train-images-idx3-ubyte.gz", "gunzip train-images-idx3-ubyte.gz"],
    ["train-images.idx3-ubyte", "rename the files: train-images.idx3-ubyte to train-images-idx3-ubyte"],
  ])("with %s instead gets a hint", async (name, hint) => {
    write("train-labels-idx1-ubyte", idxFile([1], [0]))
    write(name, new Uint8Array(3))
    await expect(readMnist("train", folder)).rejects.toMatchObject(io("no train-images-idx3-ubyte", hint))
  })

  test("with a folder or a pipe for a file is refused at once", async () => {
    write("train-labels-idx1-ubyte", idxFile([1], [0]))
    mkdirSync(join(folder, "train-images-idx3-ubyte"))
    await expect(readMnist("train", folder)).rejects.toMatchObject(
      io("train-images-idx3-ubyte, which is no plain file"),
    )
    write("t10k-labels-idx1-ubyte", idxFile([1], [0]))
    execFileSync("mkfifo", [join(folder, "t10k-images-idx3-ubyte")])
    await expect(readMnist("test", folder)).rejects.toMatchObject(io("t10k-images-idx3-ubyte, which is no plain file"))
  })
})

describe("a folder of CIFAR files", () => {
  test("of CIFAR-10 gives its five training files in order, and its test file", async () => {
    for (let batch = 1; batch <= 5; batch++) write(`data_batch_${batch}.bin`, cifarFile([[batch], [0]]))
    write("test_batch.bin", cifarFile([[9]]))
    const train = await readCifar("train", folder, 10)
    expect(train).toMatchObject({ count: 10, channels: 3, height: 32, width: 32, classes: 10 })
    expect([...train.labels]).toEqual([1, 0, 2, 0, 3, 0, 4, 0, 5, 0])
    expect([...(await readCifar("test", folder, 10)).labels]).toEqual([9])
  })

  test("of CIFAR-100 gives the fine labels", async () => {
    write("train.bin", cifarFile([[19, 99]]))
    write("test.bin", cifarFile([[1, 7]]))
    expect([...(await readCifar("train", folder, 100)).labels]).toEqual([99])
    expect(await readCifar("test", folder, 100)).toMatchObject({ count: 1, classes: 100 })
  })

  test("names the malformed file", async () => {
    write("train.bin", cifarFile([[19, 99]]).subarray(1))
    await expect(readCifar("train", folder, 100)).rejects.toMatchObject({
      code: "truncated",
      message: expect.stringContaining("train.bin"),
    })
  })

  test("that lacks a batch is refused with the names of all files", async () => {
    write("data_batch_1.bin", cifarFile([[1]]))
    const files =
      "data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin"
    await expect(readCifar("train", folder, 10)).rejects.toMatchObject(io(files, "no data_batch_2.bin"))
  })

  test("of the Python version is not opened", async () => {
    write("data_batch_1", new Uint8Array(3))
    await expect(readCifar("train", folder, 10)).rejects.toMatchObject(io("no data_batch_1.bin", "get the binary one"))
  })

  test.each([
    [10, "cifar-10-batches-bin"],
    [100, "cifar-100-binary"],
  ] as const)("that is one level too high gets a hint (CIFAR-%d)", async (classes, inner) => {
    mkdirSync(join(folder, inner))
    await expect(readCifar("train", folder, classes)).rejects.toMatchObject(io(`name the folder ${inner}`))
  })
})
