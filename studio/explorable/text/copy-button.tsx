import { useState } from "react"

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, setSaid] = useState("")
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid("Copying is not allowed here: select the text instead"),
    )
  return (
    <span className="explorable-copy">
      <span className="small muted" role="status">
        {said}
      </span>
      <button type="button" className="quiet-button" onClick={copy} aria-label={`Copy ${what}`}>
        Copy
      </button>
    </span>
  )
}

/** Something to type elsewhere. */
export function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className="explorable-code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  )
}
