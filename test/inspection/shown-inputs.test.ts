import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { readLabels } from "#src/inspection/read-labels-node.js"
import { openShownInputs } from "#src/inspection/shown-inputs-node.js"
import { encodeNpy } from "#src/store/npy.js"
import { temporaryFolder } from "../store/runs.js"

async function pixelsOf(png: Uint8Array | undefined) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { size: [info.width, info.height], pixels: Array.from(data) }
}

describe("openShownInputs", () => {
  it("shows texts of a table's column", async () => {
    const path = join(temporaryFolder(), "reviews.csv")
    writeFileSync(path, 'id,review\n1,"good, really"\n2,bad\n')
    const { examples, describe, picture, files } = await openShownInputs(path, "review")
    expect(examples).toBe(2)
    expect(describe(0)).toEqual({ kind: "text", text: "good, really" })
    expect(await picture(0)).toBeUndefined()
    expect(files.map(({ name }) => name)).toEqual(["reviews.csv"])
  })

  it("tells a list of images from a file of texts, and shows images small", async () => {
    const folder = temporaryFolder()
    const image = { create: { width: 400, height: 200, channels: 3 as const, background: "#ff0000" } }
    mkdirSync(join(folder, "images"))
    await sharp(image).png().toFile(join(folder, "images/red.png"))
    writeFileSync(join(folder, "list.txt"), "images/red.png\n")
    writeFileSync(join(folder, "texts.txt"), "images of red\n")
    for (const path of ["images", "list.txt"]) {
      const { describe, picture } = await openShownInputs(join(folder, path))
      expect(describe(0)).toMatchObject({ kind: "image", path: expect.stringMatching(/red\.png$/) })
      expect((await pixelsOf(await picture(0))).size).toEqual([192, 96])
    }
    const texts = await openShownInputs(join(folder, "texts.txt"))
    expect(texts.describe(0)).toEqual({ kind: "text", text: "images of red" })
  })

  it("draws arrays of images: two channels as red and green, from the least to the greatest value of all", async () => {
    const path = join(temporaryFolder(), "images.npy")
    // Two examples of two channels of 1 × 2.
    writeFileSync(path, encodeNpy(Float64Array.of(-1, 1, -1, -1, -1, -1, 1, 0), [2, 2, 1, 2]))
    const { describe, picture } = await openShownInputs(path)
    expect(describe(1)).toEqual({ kind: "array", index: 1 })
    expect(await pixelsOf(await picture(0))).toEqual({ size: [2, 1], pixels: [0, 0, 0, 255, 0, 0] })
    expect(await pixelsOf(await picture(1))).toEqual({ size: [2, 1], pixels: [0, 255, 0, 0, 128, 0] })
  })

  it("draws no picture of rows of numbers", async () => {
    const path = join(temporaryFolder(), "rows.npy")
    writeFileSync(path, encodeNpy(new Float64Array(12), [3, 4]))
    const { examples, picture } = await openShownInputs(path)
    expect(examples).toBe(3)
    expect(await picture(0)).toBeUndefined()
  })
})

describe("readLabels", () => {
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, content)
    return path
  }

  it.each([
    ["labels.npy", encodeNpy(Uint8Array.of(0, 2, 1), [3]), undefined],
    ["labels.txt", "0\n2\n1\n", undefined],
    ["table.csv", "text,label\na,0\nb,2\nc,1\n", undefined],
    ["table.csv", "text,stars\na,0\nb,2\nc,1\n", "stars"],
  ])("reads %s", async (name, content, column) => {
    expect(Array.from(await readLabels(file(name, content), column))).toEqual([0, 2, 1])
  })

  it.each([
    ["labels.txt", "0\nhalf\n", "malformed"],
    ["labels.txt", "0\n-1\n", "malformed"],
    ["labels.npy", encodeNpy(Float64Array.of(0.5, 1), [2]), "malformed"],
    ["labels.npy", encodeNpy(new Float64Array(4), [2, 2]), "bad-shape"],
  ])("refuses %s with %j", async (name, content, code) => {
    await expect(readLabels(file(name, content))).rejects.toMatchObject({ code })
  })
})
