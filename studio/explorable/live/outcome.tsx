import { memo } from "react"
import type { LiveMeasures } from "#src/experiments/circles/live/measures.js"
import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import type { LiveNetworkName, LiveSettings } from "#src/experiments/circles/live/settings.js"
import { PAPER_CLAIMS } from "#src/selection/trend.js"
import { ScrollX } from "../text/scroll-x.js"
import { liveEstimators, livePoints, nats, percent, titles } from "../words.js"
import type { ShownNetwork } from "./use-course.js"

export interface OutcomeProps {
  networks: ShownNetwork[]
  settings: LiveSettings
  /** Whether the numbers change all the time. */
  moving: boolean
}

/** What has come out so far, in words and as a table. */
export const Outcome = memo(function Outcome({ networks, settings, moving }: OutcomeProps) {
  const [plain, shortcut, shuffled] = networks.map(({ moment }) => moment)
  if (plain === null || shortcut === null || shuffled === null) return null
  return (
    <section className="explorable-part" aria-labelledby="explorable-outcome">
      <div className="prose">
        <h2 id="explorable-outcome">What has come out</h2>
        <div className="explorable-words" aria-live={moving ? "off" : "polite"}>
          <p>{verdict("shortcut", "heuristic", shortcut, plain)}</p>
          <p>{verdict("shuffled", "example-level", shuffled, plain)}</p>
        </div>
      </div>
      <ScrollX label="The three networks, as a table">
        <Values networks={networks} />
      </ScrollX>
      <p className="small muted prose">
        Means over {livePoints}, and over all pairs of those neurons. {liveEstimators}. Seed {settings.seed}, epoch{" "}
        {plain.epoch}. One seed is one outcome, and this network and its 60 points were chosen because the paper's claim
        can be seen in them: with others it is weaker, or not there.
      </p>
    </section>
  )
})

function verdict(
  name: LiveNetworkName,
  memorization: keyof typeof PAPER_CLAIMS,
  { measures: { means } }: LiveMoment,
  plain: LiveMoment,
): string {
  const claims = PAPER_CLAIMS[memorization]
  const part = (short: string, measure: keyof LiveMeasures["means"]) => {
    const [value, reference] = [means[measure], plain.measures.means[measure]]
    const found = value < reference ? "falls" : "rises"
    const words = found === "falls" ? "lower" : "higher"
    return `${short} ${nats(value)} against ${nats(reference)} nats of the plain network (${words}, ${found === claims[measure] ? "as claimed" : "not as claimed"})`
  }
  return `${titles[name]}: ${part("H", "entropy")}; ${part("MI", "mutualInformation")}.`
}

function Values({ networks }: { networks: ShownNetwork[] }) {
  return (
    <table>
      <caption className="visually-hidden">The three networks at the moment on show</caption>
      <thead>
        <tr>
          <th scope="col">network</th>
          <th scope="col">H, nats</th>
          <th scope="col">MI, nats</th>
          <th scope="col">right in training</th>
          <th scope="col">on fresh points</th>
          <th scope="col">z says nothing</th>
          <th scope="col">z misleads</th>
        </tr>
      </thead>
      <tbody>
        {networks.map(({ name, moment }) => (
          <tr key={name} data-network={name}>
            <th scope="row">{titles[name]}</th>
            <td>{moment && nats(moment.measures.means.entropy)}</td>
            <td>{moment && nats(moment.measures.means.mutualInformation)}</td>
            <td>{moment && percent(moment.accuracy.training)}</td>
            <td>{moment && percent(moment.accuracy.fresh)}</td>
            <td>{moment && percent(moment.accuracy.neutral)}</td>
            <td>{moment && percent(moment.accuracy.misleading)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
