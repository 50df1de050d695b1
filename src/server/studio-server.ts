import { realpath } from "node:fs/promises"
import { createServer, type Server, STATUS_CODES } from "node:http"
import type { AddressInfo } from "node:net"
import type { Duplex } from "node:stream"
import { getRequestListener } from "@hono/node-server"
import { RoteError } from "../errors.js"
import { systemCode } from "../store/files.js"
import { studioApp } from "./app.js"
import { hostsOf, inAddress, isLoopback, makeToken } from "./guard.js"
import { protectiveHeaders } from "./headers.js"
import { measurementJobs } from "./jobs.js"
import { matrixThread } from "./matrix-questions.js"
import { uploadFolders } from "./uploads.js"

export interface StudioOptions {
  /** The folder served. */
  folder: string
  /** The built page. */
  page: string
  /** Script of the command line that measures. */
  program: string
  host: string
  /** A port, 0 for any; the first free one from 4646 on where undefined. */
  port: number | undefined
  /** Bytes of a file that is sent to be measured. */
  uploadLimit: number
}

export interface Studio {
  /** With the token: who has it may do all that the page does. */
  url: string
  /** Stops listening, and the measurements that were started here: at once, so that it may be the last thing a process does. */
  stop(): void
}

const firstPort = 4646
const portsTried = 100

/**
 * Serves the studio's page and a folder of runs.
 * @throws RoteError `io` where the folder or the page is not there, or the port is taken
 */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const { page, program, host, uploadLimit } = options
  const root = await realpath(options.folder)
  const token = makeToken()
  const uploads = uploadFolders()
  const jobs = measurementJobs(root, program, uploads.remove)
  const thread = matrixThread()
  let hosts: ReadonlySet<string> = new Set()
  const app = await studioApp({ root, page, token, hosts: () => hosts, uploadLimit, jobs, uploads, thread })
  const server = serverFor(app.fetch)
  const port = await listen(server, host, options.port)
  hosts = hostsOf(host, port)
  const reachedAt = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host
  return {
    url: `http://${inAddress(reachedAt)}:${port}/?token=${token}`,
    stop() {
      jobs.end()
      uploads.removeAll()
      thread.stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Within which a client has to come to the point, in milliseconds; and how many may be at it. */
const limits = { headersTimeout: 10_000, requestTimeout: 30 * 60_000, keepAliveTimeout: 5000 }
const idleMilliseconds = 2 * 60_000
const mostConnections = 128

function serverFor(answer: (request: Request) => Response | Promise<Response>): Server {
  const errorHandler = () => new Response("expected a request that can be read", { status: 400 })
  const listener = getRequestListener(answer, { overrideGlobalObjects: false, errorHandler })
  const server = createServer(limits, (incoming, outgoing) => {
    for (const [name, value] of Object.entries(protectiveHeaders)) outgoing.setHeader(name, value)
    listener(incoming, outgoing)
  })
  server.maxConnections = mostConnections
  server.setTimeout(idleMilliseconds)
  server.on("clientError", answerUnread)
  return server
}

const statusOfFault: Record<string, number> = { HPE_HEADER_OVERFLOW: 413, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** What Node could not read as a request never gets to the rest. */
function answerUnread(error: Error, socket: Duplex): void {
  if (!socket.writable) return
  const status = statusOfFault[systemCode(error)] ?? 400
  const why = `expected a request that can be read, found: ${STATUS_CODES[status]}`
  const headers = {
    ...protectiveHeaders,
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Length": why.length,
    Connection: "close",
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${why}`)
}

/** The port listened on: the one asked for, or the first free one of a hundred. */
async function listen(server: Server, host: string, asked: number | undefined): Promise<number> {
  const last = asked ?? firstPort + portsTried - 1
  for (let port = asked ?? firstPort; ; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject)
        server.listen(port, host, () => {
          server.off("error", reject)
          // A connection that cannot be accepted, for want of open files say, is that one's loss alone.
          server.on("error", () => undefined)
          resolve()
        })
      })
      return (server.address() as AddressInfo).port
    } catch (cause) {
      const code = systemCode(cause)
      if (code !== "EADDRINUSE" || port >= last) throw cannotListen(host, port, code, cause)
    }
  }
}

function cannotListen(host: string, port: number, code: string, cause: unknown): RoteError {
  const found = { EADDRINUSE: "one that another program listens on", EACCES: "one that is not yours to use" }[code]
  const hint = isLoopback(host)
    ? "choose another with --port"
    : "choose another with --port, or an address of this machine for --host"
  return new RoteError(
    "io",
    { input: `${host}:${port}`, expected: "a free port", found: found ?? code, hint },
    { cause },
  )
}
