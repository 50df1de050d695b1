import { type Layer, neuronLabel } from "../activations.js"
import { printable } from "../errors.js"

const mostNamed = 8

/** "a, b and c" for people, each of the items through `name`; of more than eight the first eight "and N more". */
export function enumerate<T>(items: T[], name: (item: T) => string): string {
  const names = items.slice(0, mostNamed).map((item) => printable(name(item)))
  if (items.length > mostNamed) return `${names.join(", ")} and ${items.length - mostNamed} more`
  const last = names.pop() ?? ""
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`
}

export function neuronNamesOf(named: { layers: Layer[]; neuronNames?: string[] }, neurons: number[]): string {
  return enumerate(neurons, (neuron) => neuronLabel(named, neuron))
}
