import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { batchSize, filledUp } from "#src/capture/batches.js"
import { capture } from "#src/capture/index.js"
import { examplesOfRows, rowsOfExamples } from "#src/capture/reduction/rows.js"
import { layerDifference, modelFile, models } from "./models.js"

const megabyte = 2 ** 20

describe("as many examples are run at a time", () => {
  it("as fit in 16 MB, but no more than 256 and no fewer than one", () => {
    expect(batchSize(megabyte, 1000, undefined)).toBe(16)
    expect(batchSize(100, 1000, undefined)).toBe(256)
    expect(batchSize(100 * megabyte, 1000, undefined)).toBe(1)
    expect(batchSize(100, 10, undefined)).toBe(10)
  })

  it("as the model was exported for", async () => {
    expect(batchSize(100, 1000, 4)).toBe(4)
    const inputs = join(models, "mlp.inputs.npz")
    const free = await capture(join(models, "mlp.onnx"), inputs)
    for (const fixed of [1, 5]) {
      const { activations } = await capture(exportedFor(fixed), inputs)
      expect(activations.examples).toBe(16)
      expect(layerDifference(activations, "fc.1", free.activations)).toBeLessThan(1e-5)
    }
    await expect(capture(exportedFor(5), inputs, { batch: 4 })).rejects.toMatchObject({
      code: "bad-option",
      message: expect.stringMatching(/batch: expected 5, for which the model was exported, found 4/),
    })
  })

  it("as asked for, if that is a number of examples", async () => {
    const mlp = [join(models, "mlp.onnx"), join(models, "mlp.inputs.npz")] as const
    for (const batch of [0, -1, 1.5]) {
      await expect(capture(...mlp, { batch })).rejects.toMatchObject({ code: "bad-option" })
    }
  })

  it("with the last one repeated where there are too few", () => {
    const feeds = { x: { shape: [2, 2], data: Int32Array.of(1, 2, 3, 4) } }
    expect(filledUp(feeds, 4)).toEqual({ x: { shape: [4, 2], data: Int32Array.of(1, 2, 3, 4, 3, 4, 3, 4) } })
    expect(filledUp(feeds, 2)).toEqual(feeds)
  })
})

describe("the rows of examples", () => {
  it("are counted, and found again from the counts", () => {
    const rows = Int32Array.of(0, 0, 0, 2, 3, 3)
    expect(rowsOfExamples(rows, 5)).toEqual([3, 0, 1, 2, 0])
    expect(examplesOfRows([3, 0, 1, 2, 0], 5)).toEqual(rows)
  })

  it("need no counts where each example has one", () => {
    expect(rowsOfExamples(Int32Array.of(0, 1, 2), 3)).toBeUndefined()
    expect(examplesOfRows(undefined, 3)).toEqual(Int32Array.of(0, 1, 2))
  })
})

/** mlp.onnx with the free length of its batch made a fixed one: a number of as many bytes in place of the name. */
function exportedFor(examples: number): string {
  const bytes = readFileSync(join(models, "mlp.onnx"))
  const name = Buffer.from([0x12, 5, ...Buffer.from("batch")])
  const number = Buffer.from([8, 0x80 | examples, 0x80, 0x80, 0x80, 0x80, 0])
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name)) number.copy(bytes, at)
  return modelFile(bytes)
}
