import { fileURLToPath } from "node:url"
import { Worker } from "node:worker_threads"
import { type ErrorCode, type Fault, RoteError } from "../errors.js"
import type { MatrixTile } from "../inspection/matrix-pyramid.js"
import type { MatrixOrder } from "./api.js"

export type { MatrixOrder } from "./api.js"

/** A run's matrix on disk. */
export interface MatrixSource {
  directory: string
  size: number
  /** Changes when the matrix does. */
  version: string
  /** Whether parts that are not there are blank, as in a run in progress, or a damage. */
  missing: "refused" | "blank"
}

/** Asks for a tile, or for the order of the rows. */
export interface MatrixQuestion {
  id: number
  source: MatrixSource
  order: MatrixOrder
  tile?: { level: number; row: number; column: number }
}

export type MatrixAnswer = { id: number } & (
  | { tile: MatrixTile }
  | { rows: Int32Array }
  | { failure: { code: ErrorCode; fault: Fault } | { message: string } }
)

export interface MatrixThread {
  tile(source: MatrixSource, order: MatrixOrder, place: NonNullable<MatrixQuestion["tile"]>): Promise<MatrixTile>
  rows(source: MatrixSource, order: MatrixOrder): Promise<Int32Array>
  stop(): void
}

/**
 * A thread that reads whole matrices, clusters them and keeps the coarser levels of the last two: what takes seconds for
 * thousands of neurons. It begins with the first question.
 */
export function matrixThread(): MatrixThread {
  let worker: Worker | undefined
  let asked = 0
  const waiting = new Map<number, { resolve: (answer: MatrixAnswer) => void; reject: (error: Error) => void }>()

  function start(): Worker {
    const started = new Worker(fileURLToPath(new URL("./matrix-worker.js", import.meta.url)))
    started.unref()
    started.on("message", (answer: MatrixAnswer) => {
      waiting.get(answer.id)?.resolve(answer)
      waiting.delete(answer.id)
    })
    // Out of memory, say: those who wait are told, and the next question starts anew.
    started.on("error", (error) => {
      worker = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    })
    return started
  }

  async function ask(question: Omit<MatrixQuestion, "id">): Promise<MatrixAnswer> {
    worker ??= start()
    const id = ++asked
    const answer = await new Promise<MatrixAnswer>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker?.postMessage({ id, ...question })
    })
    if (!("failure" in answer)) return answer
    const { failure } = answer
    throw "code" in failure ? new RoteError(failure.code, failure.fault) : new Error(failure.message)
  }

  return {
    async tile(source, order, tile) {
      return ((await ask({ source, order, tile })) as { tile: MatrixTile }).tile
    },
    async rows(source, order) {
      return ((await ask({ source, order })) as { rows: Int32Array }).rows
    },
    stop() {
      worker?.terminate()
    },
  }
}
