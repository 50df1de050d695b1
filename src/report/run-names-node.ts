import { basename, dirname, join, parse, resolve } from "node:path"
import { RoteError } from "../errors.js"

/**
 * What to call each run: the name of its folder, with as many parent folders as tell it from the others.
 * @throws RoteError `usage` when a folder is given twice
 */
export function runNames(directories: string[]): string[] {
  const paths = directories.map((directory) => resolve(directory))
  const twice = paths.find((path, i) => paths.indexOf(path) !== i)
  if (twice !== undefined) throw new RoteError("usage", { input: twice, expected: "each run once", found: "it twice" })
  return paths.map((path) => {
    let name = basename(path)
    let parent = dirname(path)
    while (paths.some((other) => other !== path && endsWith(other, name)) && parent !== parse(parent).root) {
      name = join(basename(parent), name)
      parent = dirname(parent)
    }
    return name
  })
}

function endsWith(path: string, name: string): boolean {
  return path === name || path.endsWith(join("/", name))
}
