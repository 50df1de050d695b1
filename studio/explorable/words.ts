import type { LiveNetworkName, LiveSettings } from "#src/experiments/circles/live/settings.js"
import { liveRegime } from "#src/experiments/circles/live/settings.js"

export const titles: Record<LiveNetworkName, string> = { plain: "Plain", shortcut: "Shortcut", shuffled: "Shuffled" }

/** What each network is trained on, in a line. */
export function trainedOn(name: LiveNetworkName, { shortcut, shuffle }: LiveSettings): string {
  switch (name) {
    case "plain":
      return "True labels. z lies as often as it tells the truth."
    case "shortcut":
      return shortcut === 0
        ? "True labels. z says nothing here either."
        : `True labels. Where z names a class, it is right ${percent(0.5 + shortcut / 2)} of the time.`
    case "shuffled":
      return shuffle === 0
        ? "True labels: none is shuffled."
        : `${shuffle === 1 ? "All" : percent(shuffle)} labels drawn at random; z says nothing.`
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

export const livePoints = `${liveRegime.hidden.join("-")} neurons, after their rectifiers, on ${liveRegime.freshPoints} fresh points`
