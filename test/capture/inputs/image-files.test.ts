import { copyFileSync, mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { openInputs } from "#src/capture/inputs/index.js"
import { root } from "../../project/repository.js"
import { imageInput, temporaryFolder } from "./temporary-folder.js"

const fixtures = join(root, "fixtures/images/pictures")
const { path: folder, write } = temporaryFolder()
const notes = write("notes.md", "Not an image.\n")
const input = imageInput(3, 4, 4)

function copied(name: string, ...files: [from: string, to: string][]): string {
  mkdirSync(join(folder, name, "b"), { recursive: true })
  for (const [from, to] of files) copyFileSync(from === notes ? notes : join(fixtures, from), join(folder, name, to))
  return join(folder, name)
}

async function pathsIn(path: string, warnings: string[] = []): Promise<string[]> {
  const inputs = await openInputs({ path, onWarning: (message) => warnings.push(message) }, input)
  return Array.from({ length: inputs.examples }, (_, i) => {
    const description = inputs.describe(i)
    return description.kind === "image" ? description.path : description.kind
  })
}

test("a folder's images come in the natural order of their names, other files are warned of, hidden ones are not", async () => {
  const warnings: string[] = []
  const path = copied(
    "natural",
    ["photo9.jpg", "photo9.jpg"],
    ["photo10.jpg", "photo10.jpg"],
    ["colour.png", "b/2.png"],
    [notes, "notes.md"],
    [notes, "not.png"],
    [notes, ".hidden"],
  )
  expect(await pathsIn(path, warnings)).toEqual(
    ["b/2.png", "photo9.jpg", "photo10.jpg"].map((name) => join(path, name)),
  )
  expect(warnings).toEqual([expect.stringContaining('neither PNG nor JPEG: "not.png", "notes.md"')])
})

test("a file is an image by its content, whatever its extension", async () => {
  expect(await pathsIn(copied("content", ["colour.png", "a.txt"], ["photo9.jpg", "b.png"]))).toHaveLength(2)
})

test("a link that leads nowhere, or round in circles, is left out", async () => {
  const path = copied("links", ["colour.png", "a.png"])
  symlinkSync("missing", join(path, "lost.png"))
  symlinkSync(".", join(path, "round"))
  const warnings: string[] = []
  expect(await pathsIn(path, warnings)).toEqual([join(path, "a.png")])
  expect(warnings).toEqual([expect.stringContaining('"lost.png", "round"')])
})

test("a list's images come in its order, from its own folder", async () => {
  const path = join(root, "fixtures/images/list.txt")
  expect(await pathsIn(path)).toEqual([join(fixtures, "photo9.jpg"), join(fixtures, "colour.png")])
})

describe("the fingerprint", () => {
  const print = async (path: string) => (await openInputs({ path }, input)).files

  test("of a folder is the same elsewhere, and another for other names or contents", async () => {
    const [a] = await print(copied("one/f", ["colour.png", "a.png"], ["grey.png", "b.png"]))
    const [same] = await print(copied("two/f", ["colour.png", "a.png"], ["grey.png", "b.png"]))
    const [renamed] = await print(copied("three/f", ["colour.png", "a.png"], ["grey.png", "c.png"]))
    const [swapped] = await print(copied("four/f", ["colour.png", "b.png"], ["grey.png", "a.png"]))
    expect(a).toEqual(same)
    expect(new Set([a, renamed, swapped].map(({ sha256 }) => sha256)).size).toBe(3)
  })

  test("of a list holds the list and its images", async () => {
    const path = copied("listed", ["colour.png", "a.png"])
    write("listed/list.txt", "a.png\n")
    const [list, images] = await print(join(path, "list.txt"))
    copyFileSync(join(fixtures, "grey.png"), join(path, "a.png"))
    const [sameList, otherImages] = await print(join(path, "list.txt"))
    expect(list).toEqual(sameList)
    expect(images.sha256).not.toBe(otherImages.sha256)
  })
})

describe("refused", () => {
  test.each([
    ["a folder without a file", [], "no file"],
    ["a folder without an image", [[notes, "notes.md"]], '"notes.md"'],
  ] as const)("%s", async (name, files, shown) => {
    await expect(
      pathsIn(copied(name, ...files.map(([from, to]) => [from, to] as [string, string]))),
    ).rejects.toMatchObject({
      code: "too-few-examples",
      message: expect.stringContaining(shown),
    })
  })

  test.each([
    ["missing", "colour.png\nmissing.png\n", "io", "missing.png"],
    ["other", "colour.png\nnotes.md\n", "unsupported-format", "line 2"],
    ["empty", "\n", "too-few-examples", "none"],
  ])("a list with a line that names no image: %s", async (name, lines, code, shown) => {
    const path = copied(`list-${name}`, ["colour.png", "colour.png"], [notes, "notes.md"])
    write(`list-${name}/list.txt`, lines)
    await expect(pathsIn(join(path, "list.txt"))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(shown),
    })
  })

  test("a path that is neither folder nor list", async () => {
    await expect(pathsIn(join(folder, "nowhere"))).rejects.toMatchObject({ code: "io" })
  })

  test("a single image, with the way to give it", async () => {
    await expect(pathsIn(join(fixtures, "colour.png"))).rejects.toMatchObject({
      code: "unsupported-format",
      message: expect.stringContaining("folder"),
    })
  })
})
