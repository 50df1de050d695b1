/**
 * A name for each path, given as its folders from the root: its last folder, with as many before it as tell it from the
 * others, slashes between them.
 */
export function shortestNames(paths: readonly (readonly string[])[]): string[] {
  return paths.map((path) => {
    for (let length = 1; length < path.length; length++) {
      const end = path.slice(-length)
      if (!paths.some((other) => other !== path && endsWith(other, end))) return end.join("/")
    }
    return path.join("/")
  })
}

function endsWith(path: readonly string[], end: readonly string[]): boolean {
  return path.length >= end.length && end.every((folder, i) => folder === path[path.length - end.length + i])
}
