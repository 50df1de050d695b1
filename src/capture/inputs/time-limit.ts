import { createContext, Script } from "node:vm"

const script = new Script("work()")

/**
 * Does some work on this thread that may not end by itself, such as a regular expression from a file: V8 stops it
 * wherever it is, and `late` is thrown. Cost: 0.2 ms.
 */
export function withinSeconds<T>(seconds: number, work: () => T, late: () => Error): T {
  try {
    return script.runInContext(createContext({ work }), { timeout: seconds * 1000 })
  } catch (error) {
    throw isExpired(error) ? late() : error
  }
}

/** Not by its class: it is an Error of the script's own context. */
function isExpired(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
}
