import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { seededRandom } from "#src/random.js"
import { statusOf, testStudio } from "./studio.js"

const secret = "SECRET"

/** What odd requests are put together from. */
const parts = {
  method: ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "get", "QUERY", "X", ""],
  route: [
    "/api/files/",
    "/api/matrix/",
    "/api/order/",
    "/api/pairs/",
    "/api/measurements",
    "/api/",
    "/",
    "//",
    "",
    "*",
    "http://evil/",
  ],
  segment: [
    "..",
    "%2e%2e",
    "..%2f",
    "..%5c",
    "..\\",
    "%00",
    "\u0001",
    "%",
    "%zz",
    "%c0%ae%c0%ae",
    "%ff",
    "out",
    "out/secret.json",
    "outside/secret.json",
    "/etc/passwd",
    "~",
    "con",
    "é",
    "a".repeat(300),
    "/",
    ".",
    "secret.json",
    "%2F",
    ";",
    ":",
  ],
  query: [
    "",
    "?",
    "?order=clusters",
    "?order=layers&level=0&row=0&column=0",
    "?level=1e9",
    "?file=a.npy&run=../x",
    "?file=../../a.npy&run=a",
    "?run[]=a",
    "?%",
    `?${"a=1&".repeat(200)}`,
  ],
  header: [
    "Range: bytes=0-",
    "Content-Length: -1",
    "Content-Length: 99999999999999999999",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Expect: 100-continue",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "If-None-Match: *",
    "Origin: null",
    "Host: evil",
    "Accept-Encoding: gzip;q=nan",
    "X: \u0000",
    "X",
    ": x",
    `X: ${"x".repeat(9000)}`,
  ],
}

describe("odd requests", () => {
  it("are all refused with a 4xx; none reads beyond the folder, writes or ends the server", async () => {
    const { folder, outside, port, token, raw, ask } = await testStudio()
    writeFileSync(join(outside, "secret.json"), secret)
    symlinkSync(outside, join(folder, "out"))
    mkdirSync(join(folder, "secret.json"))
    const random = seededRandom(20)
    const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]
    const some = <T>(list: readonly T[], most: number) =>
      Array.from({ length: Math.floor(random() * (most + 1)) }, () => one(list))
    const statuses = new Map<number, number>()
    for (let i = 0; i < 400; i++) {
      const target = `${one(parts.route)}${["x", ...some(parts.segment, 4)].join(one(["/", ""]))}${one(parts.query)}`
      const own = [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`]
      const headers = [
        ...(random() < 0.8 ? own : some(own, 2)),
        ...(random() < 0.3 ? some(parts.header, 2) : []),
        "Connection: close",
      ]
      const request = `${random() < 0.6 ? "GET" : one(parts.method)} ${target} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n${random() < 0.2 ? "0\r\n\r\nx" : ""}`
      const answer = await raw(request)
      expect(answer).not.toContain(secret)
      const status = statusOf(answer)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect([request, status >= 400 && status < 500]).toEqual([request, true])
    }
    for (const status of [400, 403, 404, 405]) expect(statuses.get(status)).toBeGreaterThan(5)
    expect((await ask("folder")).status).toBe(200)
    expect(readdirSync(folder).sort()).toEqual(["out", "secret.json"])
    expect(existsSync(join(outside, "secret.json"))).toBe(true)
  }, 120_000)

  it("of random bytes are refused too", async () => {
    const { raw, ask } = await testStudio()
    const random = seededRandom(21)
    for (let i = 0; i < 100; i++) {
      const bytes = Uint8Array.from({ length: 1 + random() * 300 }, () => random() * 256)
      const answer = await raw(Buffer.concat([bytes, Buffer.from("\r\n\r\n")]))
      expect(statusOf(answer)).toBe(400)
    }
    expect((await ask("folder")).status).toBe(200)
  })
})
