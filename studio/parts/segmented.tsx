import { useId } from "react"

export interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; title: string }[]
  onChange: (value: T) => void
}

/** One of a few, all of them in sight: radio buttons in a row, and as usual with arrow keys. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const name = useId()
  return (
    <fieldset className="segmented">
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
