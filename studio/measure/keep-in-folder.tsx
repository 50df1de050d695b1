import { useState } from "react"
import type { ReadOptions } from "#src/readers/options.js"
import { baseName } from "#src/readers/source.js"
import type { Fields } from "./fields.js"
import { uploadMeasurement } from "./upload.js"

interface KeepInFolderProps {
  file: File
  options: ReadOptions
  fields: Fields
  /** The file could be read, or is too large for the page alone. */
  ready: boolean
}

type Upload = { state: "none" | "done" } | { state: "going"; share: number } | { state: "refused"; error: Error }

/** Sends the file to the server of this page, which measures it and keeps the run; `Jobs` shows how far it is. */
export function KeepInFolder({ file, options, fields, ready }: KeepInFolderProps) {
  const [run, setRun] = useState(() => suggestedName(file.name))
  const [upload, setUpload] = useState<Upload>({ state: "none" })
  const send = async () => {
    setUpload({ state: "going", share: 0 })
    try {
      await uploadMeasurement(file, run.trim(), options, fields, (share) => setUpload({ state: "going", share }))
      setUpload({ state: "done" })
    } catch (error) {
      setUpload({ state: "refused", error: error as Error })
    }
  }
  return (
    <form
      className="measure-keep"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label htmlFor="measure-run">or keep it in the folder, as a run of the name</label>
      <div>
        <input
          id="measure-run"
          type="text"
          value={run}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setRun(event.currentTarget.value)}
        />
        <button type="submit" disabled={!ready || upload.state === "going" || run.trim() === ""}>
          Measure and keep
        </button>
      </div>
      {upload.state === "going" && <progress value={upload.share} aria-label={`Sending ${file.name}`} />}
      {upload.state === "done" && <p role="status">The server has it: see below</p>}
      {upload.state === "refused" && (
        <p role="alert" className="measure-words measure-danger">
          {upload.error.message}
        </p>
      )}
    </form>
  )
}

/** Letters, digits and what names of folders have besides, not many of them. */
function suggestedName(file: string): string {
  const name = baseName(file)
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+/, "")
    .slice(0, 60)
    .replace(/[.-]+$/, "")
  return name || "run"
}
