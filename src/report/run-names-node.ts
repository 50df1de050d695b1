import { resolve, sep } from "node:path"
import { RoteError } from "../errors.js"
import { shortestNames } from "./run-names.js"

/**
 * What to call each run: the name of its folder, with as many parent folders as tell it from the others.
 * @throws RoteError `usage` when a folder is given twice
 */
export function runNames(directories: string[]): string[] {
  const paths = directories.map((directory) => resolve(directory))
  const twice = paths.find((path, i) => paths.indexOf(path) !== i)
  if (twice !== undefined) throw new RoteError("usage", { input: twice, expected: "each run once", found: "it twice" })
  return shortestNames(paths.map((path) => path.split(sep).filter((folder) => folder !== "")))
}
