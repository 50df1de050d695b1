import { constants, open, stat } from "node:fs/promises"
import type { Context } from "hono"
import { notFound } from "./refusal.js"
import { streamed } from "./streamed.js"

const partBytes = 2 ** 20

/**
 * Answers with a file as it is, read while it is sent: whole, the one part that `Range` asks for, or 304 where the asker has
 * it.
 */
export async function sendFile(c: Context, path: string, headers: Record<string, string>): Promise<Response> {
  const status = await stat(path).catch(() => undefined)
  if (!status?.isFile()) throw notFound(c.req.path)
  const etag = `W/"${status.size.toString(36)}-${Math.round(status.mtimeMs * 1000).toString(36)}"`
  const common = { ...headers, ETag: etag, "Accept-Ranges": "bytes" }
  if (c.req.header("if-none-match") === etag) return c.body(null, 304, common)
  const range = requestedRange(c.req.header("range"), status.size)
  if (range === "none of it") return c.body(null, 416, { ...common, "Content-Range": `bytes */${status.size}` })
  const [start, end] = range ?? [0, status.size]
  const body = streamed(c, parts(path, start, end))
  const length = { "Content-Length": String(end - start) }
  if (range === undefined) return c.body(body, 200, { ...common, ...length })
  return c.body(body, 206, { ...common, ...length, "Content-Range": `bytes ${start}-${end - 1}/${status.size}` })
}

/** First byte and the one after the last; undefined, all of it, for what is no single range of bytes. */
export function requestedRange(header: string | undefined, size: number): [number, number] | "none of it" | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? []
  if (from === undefined || (from === "" && to === "") || (from !== "" && to !== "" && +from > +to)) return undefined
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === "" || to === "" ? size : Math.min(size, Number(to) + 1)
  return start < end ? [start, end] : "none of it"
}

/** Opened only once somebody reads: a HEAD request leaves no file open. */
async function* parts(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  try {
    for (let place = start; place < end; ) {
      const part = new Uint8Array(Math.min(partBytes, end - place))
      const { bytesRead } = await file.read(part, 0, part.length, place)
      if (bytesRead === 0) throw new Error(`${path} has become shorter while it was sent`)
      place += bytesRead
      yield part.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
