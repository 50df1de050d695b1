import type { HttpBindings } from "@hono/node-server"
import type { Context } from "hono"

/**
 * Parts as the body of an answer, made one at a time as they are taken. An asker who leaves ends the making; a part that cannot
 * be made ends the connection, for the status has been sent by then: the asker sees that the body is not whole.
 */
export function streamed(c: Context, parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await parts.next()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch {
          ;(c.env as HttpBindings).outgoing.destroy()
          controller.close()
        }
      },
      async cancel() {
        await parts.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
