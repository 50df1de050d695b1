import { expect, it } from "vitest"
import { filesBelow, read } from "./repository.js"

const longest = 400
const endings = [".ts", ".tsx", ".mjs", ".css"]

/** Files that may be longer, each with its reason. */
const longer: Record<string, string> = {}

it(`no source file is longer than ${longest} lines without a reason`, () => {
  const folders = ["src", "studio", "bench", "test", "scripts"]
  const files = folders.flatMap((folder) => endings.flatMap((ending) => filesBelow(folder, ending)))
  const long = files.filter((file) => read(file).split("\n").length > longest)
  expect(long.filter((file) => !(file in longer))).toEqual([])
})
