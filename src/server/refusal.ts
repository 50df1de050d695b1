import { sep } from "node:path"
import type { ErrorHandler, Handler } from "hono"
import { HTTPException } from "hono/http-exception"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import { type ErrorCode, printable, RoteError } from "../errors.js"

/** Ends a request with a status and one line that says why. */
export function refusal(status: ContentfulStatusCode, why: string): HTTPException {
  return new HTTPException(status, { message: why })
}

/** The same words for all that is not there, and all that is none of the asker's business. */
export function notFound(what: string): HTTPException {
  return refusal(404, `${what}: there is no such thing here`)
}

/** For every other method of a path that has been offered some. */
export function methodNotOffered(allowed: string): Handler {
  return (c) => c.text(`expected ${allowed}, found ${oneLine(c.req.method)}`, 405, { Allow: allowed })
}

const statusOf: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  "damaged-run": 409,
  "settings-differ": 409,
  "limit-exceeded": 413,
  usage: 400,
  "bad-option": 400,
}

/** Errors as one line of plain text, printable, and never with a stack. */
export function refusing(root: string): ErrorHandler {
  return (error, c) => {
    if (error instanceof HTTPException) return c.text(oneLine(error.message), error.status)
    const words = withoutPath(root, error.message)
    if (error instanceof RoteError) return c.text(words, statusOf[error.code] ?? 422)
    return c.text(oneLine(`a fault of rote's own: ${error.name}: ${words}`), 500)
  }
}

/** One line in which a folder's files are named from that folder on: where it lies on this machine is not for every reader. */
export function withoutPath(folder: string, text: string): string {
  return oneLine(text).replaceAll(`${oneLine(folder)}${sep}`, "")
}

export function oneLine(text: string): string {
  return printable(text).replace(/\s*\n\s*/g, " ")
}
