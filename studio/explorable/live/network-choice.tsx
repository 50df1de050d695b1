import { type LiveNetworkName, liveNetworks } from "#src/experiments/circles/live/settings.js"
import { Segmented } from "../../parts/segmented.js"
import type { View } from "../view.js"
import { titles } from "../words.js"

/** Which of the three is looked at closely. */
export function NetworkChoice({ value, change }: { value: LiveNetworkName; change: (view: Partial<View>) => void }) {
  return (
    <Segmented
      label="Network"
      value={value}
      options={liveNetworks.map((name) => ({ value: name, title: titles[name] }))}
      onChange={(network) => change({ network, off: [] })}
    />
  )
}
