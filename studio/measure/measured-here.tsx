import { baseName } from "#src/readers/source.js"
import type { RunEntry } from "#src/server/api.js"
import { href } from "../shell/route.js"
import { ExampleButtons } from "./example-buttons.js"
import { examples } from "./examples.js"

/** What was measured since the page was opened, each and all together to look closer at. */
export function MeasuredHere({ entries }: { entries: readonly RunEntry[] }) {
  if (entries.length === 0) return null
  const ids = entries.map(({ path }) => path)
  const left = examples.filter(({ name }) => !ids.includes(`file:${baseName(name)}`))
  return (
    <section className="measure-others">
      <h2>Measured in this page</h2>
      <p className="muted small">They are gone when the page is closed or loaded anew.</p>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <a href={href("compare", { run: id })}>{id.slice("file:".length)}</a>
          </li>
        ))}
      </ul>
      {ids.length > 1 ? (
        <a className="button" href={href("compare", { run: [...ids].reverse() })}>
          Compare {ids.length === 2 ? "the two" : `the ${ids.length}`}
        </a>
      ) : (
        <p>One network has no verdict by itself: measure another, on the same examples, to compare it with.</p>
      )}
      {left.length === 1 && <ExampleButtons examples={left} />}
    </section>
  )
}
