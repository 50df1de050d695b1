import { useId } from "react"

export interface SliderProps {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** The value in words, for eye and ear; the number unless given. */
  shown?: string
  onChange: (value: number) => void
}

/** A number on a range, with its name and its value in words. */
export function Slider({ label, value, min, max, step, shown = String(value), onChange }: SliderProps) {
  const id = useId()
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{shown}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  )
}
