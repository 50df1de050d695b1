import { type ReactNode, useId, useState } from "react"
import { binEdges, entropyMethods, mutualInformationMethods, units } from "#src/estimators/options.js"
import { setQuery } from "../shell/route.js"
import { type Fields, usualFields } from "./fields.js"

/** The settings of `rote measure`, kept in the address. */
export function SettingsForm({
  fields,
  examples,
  disabled,
}: {
  fields: Fields
  examples: number | null
  disabled: boolean
}) {
  const field = (name: keyof Fields) => ({
    value: fields[name],
    onChange: (value: string) => setQuery({ [name]: value === usualFields[name] ? null : value }),
  })
  return (
    <form className="measure-form" onSubmit={(event) => event.preventDefault()}>
      <fieldset disabled={disabled}>
        <legend>Entropy H of each neuron</legend>
        <Choice label="Method" options={entropyMethods} names={entropyNames} {...field("entropy")} />
        <NumberField label="Bins" min={1} {...field("bins")} />
        <Choice
          label="Edges of the bins"
          options={binEdges}
          names={edgeNames}
          disabled={fields.entropy !== "binned"}
          {...field("binning")}
        />
        <Choice
          label="Correction"
          options={["", "true"]}
          names={correctionNames}
          disabled={fields.entropy !== "binned"}
          {...field("miller-madow")}
        />
      </fieldset>
      <fieldset disabled={disabled}>
        <legend>Mutual information MI of every two</legend>
        <Choice label="Method" options={[...mutualInformationMethods, "none"]} names={pairNames} {...field("mi")} />
        <NumberField label="Bins of each neuron" min={1} disabled={fields.mi !== "binned"} {...field("mi-bins")} />
        <NumberField
          label="Neurons per layer"
          min={1}
          placeholder="all"
          disabled={fields.mi === "none"}
          {...field("neurons")}
        >
          a seeded sample
        </NumberField>
      </fieldset>
      <fieldset disabled={disabled}>
        <legend>Both</legend>
        <NumberField label="k, neighbours" min={1} {...field("k")} />
        <NumberField
          label="Examples"
          min={2}
          placeholder={examples === null ? "all" : `all ${examples.toLocaleString("en")}`}
          {...field("examples")}
        >
          a seeded sample
        </NumberField>
        <NumberField label="Seed" min={0} {...field("seed")} />
        <Choice label="Unit" options={units} names={{}} {...field("unit")} />
      </fieldset>
    </form>
  )
}

const entropyNames = { binned: "binned", knn: "neighbours" }
const edgeNames = {
  global: "shared by all",
  local: "each its own",
  "equal-frequency": "equal counts",
}
const correctionNames = { "": "none", true: "Miller–Madow" }
const pairNames = {
  mixed: "mixed",
  ksg: "KSG",
  ksg2: "KSG, second form",
  "gaussian-copula": "Gaussian copula",
  none: "not measured",
}

interface FieldProps {
  label: string
  value: string
  disabled?: boolean
  onChange: (value: string) => void
}

function Choice({
  label,
  value,
  options,
  names,
  disabled,
  onChange,
}: FieldProps & { options: readonly string[]; names: Record<string, string> }) {
  const id = useId()
  return (
    <div className="measure-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {names[option] ?? option}
          </option>
        ))}
      </select>
    </div>
  )
}

function NumberField({
  label,
  value,
  min,
  placeholder,
  disabled,
  onChange,
  children,
}: FieldProps & { min: number; placeholder?: string; children?: ReactNode }) {
  const id = useId()
  // What is being typed, empty perhaps, before it is a value.
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <div className="measure-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={min}
        step={1}
        value={typed ?? value}
        placeholder={placeholder}
        disabled={disabled}
        aria-describedby={children === undefined ? undefined : `${id}-note`}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          onChange(event.currentTarget.value)
        }}
        onBlur={() => setTyped(null)}
      />
      {children !== undefined && (
        <span className="muted small" id={`${id}-note`}>
          {children}
        </span>
      )}
    </div>
  )
}
