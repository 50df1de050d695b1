const longAbove = 24

/**
 * Names as short as their place on an axis: what all begin with is taken off, but never a part of a number
 * ("checkpoint-100" and "checkpoint-150" become "100" and "150"), and told once as `prefix`.
 */
export function tickNames(names: readonly string[]): { prefix: string; names: string[] } {
  const prefix = sharedStart(names)
  const rest = names.map((name) => name.slice(prefix.length))
  return rest.includes("") ? { prefix: "", names: names.slice() } : { prefix, names: rest }
}

/** Names of rows: where one is long, an ellipsis stands for what all begin with but its last word ("…layer.3.norm"). */
export function rowNames(names: readonly string[], longest = longAbove): string[] {
  const words = sharedStart(names).match(/[^./_-]*[./_-]+/g) ?? []
  const dropped = words.slice(0, -1).join("").length
  if (dropped < 2 || names.every((name) => name.length <= longest)) return names.slice()
  return names.map((name) => `…${name.slice(dropped)}`)
}

function sharedStart(names: readonly string[]): string {
  let length = 0
  while (names.length > 1 && names.every((name) => name.length > length && name[length] === names[0][length])) length++
  return names[0]?.slice(0, length).replace(/\d+$/, "") ?? ""
}
