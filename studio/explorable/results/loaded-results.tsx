import { type ReactNode, useEffect, useState } from "react"
import { reach } from "../../data/reach.js"
import { Failure, Loading } from "../../parts/states.js"
import type { ResultsFile } from "./results-file.js"
import "./results.css"

export interface LoadedResultsProps {
  /** For the words while they come: `the digits`. */
  what: string
  /** The addresses of the files. They must keep their identity. */
  addresses: readonly string[]
  children: (files: ResultsFile[]) => ReactNode
}

/** Results of sweeps, once they are here. */
export function LoadedResults({ what, addresses, children }: LoadedResultsProps) {
  const [files, setFiles] = useState<ResultsFile[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    Promise.all(addresses.map(load)).then(setFiles, setError)
  }, [addresses])
  if (error !== null) return <Failure error={error} />
  return files === null ? <Loading what={what} /> : children(files)
}

async function load(address: string): Promise<ResultsFile> {
  const response = await reach(address)
  if (!response.ok) throw new Error(`the results could not be loaded: ${response.status}`)
  return response.json()
}
