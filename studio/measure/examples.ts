import withoutShortcut from "../../fixtures/examples/alphas/alpha-0.npz?url"
import withShortcut from "../../fixtures/examples/alphas/alpha-1.npz?url"
import { reach } from "../data/reach.js"

export interface Example {
  name: string
  title: string
  url: string
}

/** Two small networks to try: trained on digits whose colour says nothing of the digit, and on digits whose colour gives it away. */
export const examples: readonly Example[] = [
  { name: "no-shortcut.npz", title: "a network without a shortcut", url: withoutShortcut },
  { name: "shortcut.npz", title: "a network with a shortcut", url: withShortcut },
]

export async function fetchExample({ name, url }: Example): Promise<File> {
  const response = await reach(url)
  if (!response.ok) throw new Error(`${name}: expected the example beside this page, found status ${response.status}`)
  return new File([await response.blob()], name)
}
