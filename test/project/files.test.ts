import { expect, it } from "vitest"
import { filesBelow, read } from "./repository.js"

const longest = 400

/** Files that may be longer, each with its reason. */
const longer: Record<string, string> = {}

it(`no source file is longer than ${longest} lines without a reason`, () => {
  const files = ["src", "bench", "test", "scripts"].flatMap((folder) => [
    ...filesBelow(folder, ".ts"),
    ...filesBelow(folder, ".mjs"),
  ])
  const long = files.filter((file) => read(file).split("\n").length > longest)
  expect(long.filter((file) => !(file in longer))).toEqual([])
})
