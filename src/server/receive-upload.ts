import { open } from "node:fs/promises"
import { systemCode } from "../store/files.js"
import { refusal } from "./refusal.js"

/**
 * Writes the body of a request to a new file as it comes, and gives up at the first byte beyond `limit`, whatever its
 * Content-Length says. Throws a 413, or a 400 where the body ended early.
 */
export async function receiveUpload(request: Request, path: string, limit: number): Promise<void> {
  const tooLarge = refusal(413, `expected a file of at most ${limit / 1e6} MB; rote studio --upload-limit allows more`)
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge
  const file = await open(path, "wx", 0o600)
  try {
    let received = 0
    // The reader is not cancelled: that would cut the connection before the answer is sent.
    const reader = request.body?.getReader()
    for (let part = await next(reader); part !== undefined; part = await next(reader)) {
      received += part.length
      if (received > limit) throw tooLarge
      await file.writeFile(part).catch((error) => {
        throw refusal(507, `expected room for the file in the folder for temporary files, found ${systemCode(error)}`)
      })
    }
    if (received === 0) throw refusal(400, "expected the file to measure in the body, found nothing")
  } finally {
    await file.close()
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value
  } catch {
    throw refusal(400, "the connection was closed before the whole file was here")
  }
}
