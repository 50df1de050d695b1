import { useState } from "react"
import type { ReadOptions } from "#src/readers/options.js"
import { commandLine, type Fields } from "./fields.js"

/** The same measurement as a command, to copy. */
export function CommandLine({ file, options, fields }: { file: string; options: ReadOptions; fields: Fields }) {
  const command = commandLine(file, options, fields)
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    await navigator.clipboard.writeText(command)
    setCopied(command)
  }
  return (
    <div className="measure-command">
      <p className="muted small">The same on the command line</p>
      <div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre tabIndex={0}>{command}</pre>
        {"clipboard" in navigator && (
          <button type="button" className="quiet-button" onClick={copy}>
            {copied === command ? "Copied" : "Copy"}
          </button>
        )}
      </div>
    </div>
  )
}
