import { useEffect, useState } from "react"
import type { LiveNetworkName, LiveSettings } from "#src/experiments/circles/live/settings.js"
import { Segmented } from "../../parts/segmented.js"
import { Slider } from "../../parts/slider.js"
import { largestSeed, type Slice, slices } from "../view.js"
import { percent } from "../words.js"

export type ChangeSettings = (changes: Partial<LiveSettings>) => void

const knobs = {
  shortcut: { label: "Strength of the shortcut", setting: "shortcut" },
  shuffled: { label: "Labels shuffled", setting: "shuffle" },
} as const

/** What one network's training can be changed in; the plain one has nothing. */
export function Knob({
  name,
  settings,
  change,
}: {
  name: LiveNetworkName
  settings: LiveSettings
  change: ChangeSettings
}) {
  if (name === "plain") return null
  const { label, setting } = knobs[name]
  return (
    <Slider
      label={label}
      value={settings[setting]}
      min={0}
      max={1}
      step={0.05}
      shown={percent(settings[setting])}
      onChange={(value) => change({ [setting]: value })}
    />
  )
}

const sliceTitles: Record<Slice, string> = { "-3": "outer", 0.5: "neither", 3: "inner" }

/** At which value of the third feature the networks are asked. */
export function SliceChoice({ slice, onChange }: { slice: Slice; onChange: (slice: Slice) => void }) {
  return (
    <Segmented
      label="The plane where z names the circle"
      value={String(slice)}
      options={slices.map((value) => ({ value: String(value), title: sliceTitles[value] }))}
      onChange={(text) => onChange(slices.find((each) => String(each) === text)!)}
    />
  )
}

/** The seed, in a field that may be empty while one types. */
export function Seed({ value, onChange }: { value: number; onChange: (seed: number) => void }) {
  const [text, setText] = useState(String(value))
  useEffect(() => setText(String(value)), [value])
  const type = (typed: string) => {
    setText(typed)
    const seed = Number(typed)
    if (typed !== "" && Number.isInteger(seed) && seed >= 0 && seed <= largestSeed) onChange(seed)
  }
  return (
    <div className="explorable-seed">
      <label htmlFor="explorable-seed">Seed</label>
      <input
        id="explorable-seed"
        type="number"
        min={0}
        max={largestSeed}
        step={1}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => setText(String(value))}
      />
      <button type="button" onClick={() => onChange((value + 1) % (largestSeed + 1))}>
        Another seed
      </button>
    </div>
  )
}
