import type { LiveNetworkName, LiveSettings } from "#src/experiments/circles/live/settings.js"
import { liveRegime } from "#src/experiments/circles/live/settings.js"

export const titles: Record<LiveNetworkName, string> = { plain: "Plain", shortcut: "Shortcut", shuffled: "Shuffled" }

/** What each network is trained on, in a line. */
export function trainedOn(name: LiveNetworkName, { shortcut, shuffle }: LiveSettings): string {
  switch (name) {
    case "plain":
      return "True labels, and a third feature z that says nothing."
    case "shortcut":
      return `True labels, and z names the circle of ${shortcut === 1 ? "every point" : `${percent(shortcut)} of the points`}.`
    case "shuffled":
      return `${shuffle === 1 ? "All" : percent(shuffle)} labels drawn at random; z says nothing.`
  }
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

/** Nats to two places, with a true minus. */
export function nats(value: number): string {
  return value.toFixed(2).replace("-", "−")
}

/** What made the live numbers, in a line. */
export const liveEstimators = `H: ${liveRegime.entropy.bins} bins shared by all neurons · MI: mixed, k = 3 · nats`

export const livePoints = `the 32 hidden neurons (${liveRegime.hidden.join("-")}) after their rectifiers, on ${liveRegime.freshPoints} fresh points`

/** "neuron 3 of layer 1", neurons counted from 0 as everywhere in rote. */
export function neuronName(neuron: number): string {
  let place = neuron
  let layer = 0
  while (place >= liveRegime.hidden[layer]) place -= liveRegime.hidden[layer++]
  return `neuron ${place} of layer ${layer + 1}`
}
