import { useEffect, useState } from "react"
import { RoteError } from "#src/errors.js"
import type { ListedLayer } from "#src/readers/list-layers.js"
import { byteLimit, type ReadOptions } from "#src/readers/options.js"
import { gigabytes } from "#src/report/costs.js"
import { mostBytes } from "./machine.js"
import { type MeasuringWorker, startWorker } from "./measuring-worker.js"
import type { ReadShape } from "./worker-tasks.js"

export type Reading =
  | { state: "reading" }
  | { state: "stopped" }
  | { state: "refused"; error: Error & { code?: string | null } }
  | { state: "read"; shape: ReadShape; worker: MeasuringWorker }

export interface ReadFile {
  reading: Reading
  /** Null until they are listed; they stay while the file is read again otherwise. */
  layers: readonly ListedLayer[] | null
  /** Ends the reading, or the worker that read and whatever it is at. */
  stop: () => void
  /** Reads once more. */
  again: () => void
}

/** Reads a file with the options in a worker of its own, and again whenever they are others. `options` keep their identity while they are the same. */
export function useReading(file: File, options: ReadOptions): ReadFile {
  const [reading, setReading] = useState<Reading>({ state: "reading" })
  const [layers, setLayers] = useState<readonly ListedLayer[] | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [stopped, setStopped] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt more is a reading more
  useEffect(() => {
    if (stopped) return setReading({ state: "stopped" })
    setReading({ state: "reading" })
    const worker = startWorker()
    let over = false
    const read = async (): Promise<Reading> => {
      refuseTooLarge(file)
      const listed = await worker.ask("list", file)
      if (!over) setLayers(listed)
      const maxBytes = Math.min(byteLimit(file.size, {}), mostBytes)
      return { state: "read", worker, shape: await worker.ask("read", { file, options: { ...options, maxBytes } }) }
    }
    read()
      .catch((error): Reading => ({ state: "refused", error }))
      .then((next) => over || setReading(next))
    return () => {
      over = true
      worker.stop()
    }
  }, [file, options, attempt, stopped])
  return {
    reading,
    layers,
    stop: () => setStopped(true),
    again: () => {
      setStopped(false)
      setAttempt(attempt + 1)
    },
  }
}

/** Of a file of several layers some may be chosen, and its reader says when they are too large; another is one whole. */
function refuseTooLarge({ name, size }: File): void {
  if (size <= mostBytes || /\.(npz|safetensors)$/i.test(name)) return
  throw new RoteError("limit-exceeded", {
    input: name,
    expected: `at most ${gigabytes(mostBytes)}, a quarter of the memory that this browser tells of`,
    found: gigabytes(size),
    hint: "measure it with the command line",
  })
}
