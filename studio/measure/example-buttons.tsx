import { useState } from "react"
import { offerFile } from "../shell/offered-file.js"
import { type Example, fetchExample } from "./examples.js"

/** Takes an example as if it had been dropped. */
export function ExampleButtons({ examples }: { examples: readonly Example[] }) {
  const [error, setError] = useState<Error | null>(null)
  const take = async (example: Example) => {
    setError(null)
    await fetchExample(example).then(offerFile, setError)
  }
  return (
    <div className="measure-buttons">
      {examples.map((example) => (
        <button key={example.name} type="button" onClick={() => take(example)}>
          {example.name}
          <span className="muted small">{example.title}</span>
        </button>
      ))}
      {error !== null && (
        <p role="alert" className="measure-danger">
          {error.message}
        </p>
      )}
    </div>
  )
}
