import type { ReadOptions, ReduceRule } from "#src/readers/options.js"
import { ChooseFile } from "./choose-file.js"
import type { Reading } from "./use-reading.js"
import type { ReadShape } from "./worker-tasks.js"

interface ReadingStateProps {
  file: File
  reading: Reading
  options: ReadOptions
  onOptions: (options: ReadOptions) => void
  onStop: () => void
  onAgain: () => void
}

/** How far the reading of the file is, and what it says: its shape, or why it cannot be read and what may help. */
export function ReadingState({ file, reading, options, onOptions, onStop, onAgain }: ReadingStateProps) {
  if (reading.state === "reading") {
    return (
      <div className="measure-reading" role="status">
        <p>
          Reading {bytesText(file.size)} …
          <progress aria-label={`Reading ${file.name}`} />
          <button type="button" className="quiet-button" onClick={onStop}>
            Stop
          </button>
        </p>
      </div>
    )
  }
  if (reading.state === "stopped") {
    return (
      <div className="measure-reading" role="status">
        <p>
          Not read: you stopped it.
          <button type="button" onClick={onAgain}>
            Read it again
          </button>
        </p>
      </div>
    )
  }
  if (reading.state === "read") return <Shape shape={reading.shape} />
  return (
    <div className="measure-refusal" role="alert">
      <h3>This file cannot be measured as it is</h3>
      <p className="measure-words">{reading.error.message}</p>
      <Remedy code={reading.error.code ?? null} options={options} onOptions={onOptions} />
    </div>
  )
}

function Shape({ shape: { examples, neurons, layers, dtype, warnings } }: { shape: ReadShape }) {
  return (
    <div className="measure-reading" role="status">
      <p>
        {counted(examples, "example")}, {counted(neurons, "neuron")} in {counted(layers.length, "layer")}, {dtype}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="measure-warning">
          {warning}
        </p>
      ))}
    </div>
  )
}

const rules: { rule: ReduceRule; title: string; meaning: string }[] = [
  { rule: "mean", title: "Mean", meaning: "usual for convolutions with channels last" },
  { rule: "cls", title: "First", meaning: "the [CLS] token of a transformer" },
  { rule: "flatten", title: "All", meaning: "each entry a neuron of its own" },
]

/** What the reader can be asked to do about it. */
function Remedy({
  code,
  options,
  onOptions,
}: { code: string | null } & Pick<ReadingStateProps, "options" | "onOptions">) {
  if (code === "needs-reduce") {
    return (
      <div className="measure-buttons">
        {rules.map(({ rule, title, meaning }) => (
          <button key={rule} type="button" onClick={() => onOptions({ ...options, reduce: rule })}>
            {title}
            <span className="muted small">{meaning}</span>
          </button>
        ))}
      </div>
    )
  }
  if (code === "not-finite" && options.dropNonfinite !== true) {
    return (
      <button type="button" onClick={() => onOptions({ ...options, dropNonfinite: true })}>
        Leave those examples out
      </button>
    )
  }
  return <ChooseFile title="Choose another file" />
}

export function counted(number: number, what: string): string {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`
}

function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3).toLocaleString("en")} kB`
  return `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`
}
