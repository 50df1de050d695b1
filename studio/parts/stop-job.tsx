import { useState } from "react"
import { ask, encodePath } from "../data/server.js"

/** Stops a measurement that the server started. What is measured by then stays, and can be gone on with. */
export function StopJob({ run }: { run: string }) {
  const [state, setState] = useState<"running" | "asked" | { fault: string }>("running")
  const stop = async () => {
    setState("asked")
    try {
      await ask(`measurements/${encodePath(run)}`, { method: "DELETE" })
    } catch (error) {
      setState({ fault: error instanceof Error ? error.message : String(error) })
    }
  }
  return (
    <>
      <button type="button" className="quiet-button danger" disabled={state === "asked"} onClick={stop}>
        {state === "asked" ? "Stopping" : "Stop"}
        <span className="visually-hidden"> measuring {run}</span>
      </button>
      {typeof state === "object" && (
        <span className="danger" role="alert">
          {state.fault}
        </span>
      )}
    </>
  )
}
