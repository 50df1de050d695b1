/** Names out of a file, the first of them where there are many. */
export function listed(names: readonly string[]): string {
  const most = 12
  if (names.length === 0) return "none"
  const first = names.slice(0, most).map((name) => JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name))
  return first.join(", ") + (names.length > most ? ` and ${names.length - most} more` : "")
}
