interface Field {
  label: string
  value: string
  onChange: (value: string) => void
}

/** Text to find. */
export function SearchField({ label, value, placeholder, onChange }: Field & { placeholder: string }) {
  return (
    <label className="runs-field">
      {label}
      <input
        type="search"
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}

/** One of several, by a list that unfolds. */
export function Choice({
  label,
  value,
  options,
  onChange,
}: Field & { options: readonly { value: string; title: string }[] }) {
  return (
    <label className="runs-field">
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  )
}
