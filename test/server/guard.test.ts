import { describe, expect, it } from "vitest"
import { hostsOf } from "#src/server/guard.js"
import { statusOf, testStudio } from "./studio.js"

/** A request as text, which may say what `fetch` would not. */
function request(line: string, headers: Record<string, string>, body = ""): string {
  const lines = Object.entries({ Connection: "close", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n${body}`
}

describe("the studio's server", () => {
  it("answers its own address with the token, whichever of its names is used", async () => {
    const { port, token, raw } = await testStudio()
    for (const name of ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"]) {
      const headers = { Host: `${name}:${port}`, Authorization: `Bearer ${token}` }
      expect(statusOf(await raw(request("GET /api/folder", headers)))).toBe(200)
    }
  })

  it("refuses every other Host with 403, token or not, and the page too", async () => {
    const { port, token, raw } = await testStudio()
    const hosts = [
      "evil.example",
      `evil.example:${port}`,
      `127.0.0.1:${port + 1}`,
      "127.0.0.1",
      `127.0.0.1.evil.example:${port}`,
      `127.0.0.1:${port}@evil.example`,
      `[::2]:${port}`,
      `0.0.0.0:${port}`,
      `127.0.0.2:${port}`,
    ]
    for (const Host of hosts) {
      for (const path of ["/", "/api/folder"]) {
        const answer = await raw(request(`GET ${path}`, { Host, Authorization: `Bearer ${token}` }))
        expect([Host, path, [400, 403].includes(statusOf(answer))]).toEqual([Host, path, true])
        expect(answer).not.toContain("entries")
      }
    }
    const rebound = await raw(
      request("GET /api/folder", { Host: `evil.example:${port}`, Authorization: `Bearer ${token}` }),
    )
    expect(statusOf(rebound)).toBe(403)
    expect(rebound).toContain("this server answers under the address that rote studio printed alone")
  })

  it("refuses a request without a Host, and one with two", async () => {
    const { port, token, raw } = await testStudio()
    const rest = `Authorization: Bearer ${token}\r\nConnection: close\r\n\r\n`
    expect(statusOf(await raw(`GET /api/folder HTTP/1.1\r\n${rest}`))).toBe(400)
    expect(statusOf(await raw(`GET /api/folder HTTP/1.0\r\n${rest}`))).toBe(400)
    const own = `Host: 127.0.0.1:${port}\r\n`
    expect(statusOf(await raw(`GET /api/folder HTTP/1.1\r\n${own}${rest}`))).toBe(200)
    expect(statusOf(await raw(`GET /api/folder HTTP/1.1\r\n${own}Host: evil.example\r\n${rest}`))).toBe(403)
  })

  it("refuses an Origin that is not its own, and takes its own", async () => {
    const { address, ask } = await testStudio()
    for (const Origin of [
      "http://evil.example",
      "null",
      "https://127.0.0.1",
      address.replace("http:", "https:"),
      `${address}0`,
    ]) {
      const response = await ask("folder", { headers: { Origin } })
      expect([Origin, response.status]).toEqual([Origin, 403])
      expect(await response.text()).toBe("this server answers its own page alone, not those of other sites")
    }
    expect((await ask("folder", { headers: { Origin: address } })).status).toBe(200)
  })

  it("lets no other page ask what it may (no answer to a preflight)", async () => {
    const { address } = await testStudio()
    const headers = { Origin: "http://evil.example", "Access-Control-Request-Method": "POST" }
    const response = await fetch(`${address}/api/measurements`, { method: "OPTIONS", headers })
    expect(response.status).toBe(403)
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([])
  })

  it.each(["folder", "files/a.json", "matrix/run", "order/run", "pairs/run", "measurements", "nothing"])(
    "refuses api/%s without the right token, and tells how to come by it",
    async (path) => {
      const { address, token } = await testStudio()
      const wrong = ["", "Bearer", "Bearer ", `Bearer ${token.slice(1)}`, `Bearer ${token}x`, `Basic ${token}`, token]
      for (const method of ["GET", "POST", "DELETE"]) {
        for (const Authorization of wrong) {
          const response = await fetch(`${address}/api/${path}`, { method, headers: { Authorization } })
          expect([method, Authorization, response.status]).toEqual([method, Authorization, 403])
          expect(await response.text()).toMatch(/open the link that rote studio printed/)
        }
      }
      expect((await fetch(`${address}/api/${path}?token=${token}`)).status).toBe(403)
    },
  )

  it("makes a token of 192 bits anew at each start", async () => {
    const [a, b] = [await testStudio(), await testStudio()]
    expect(a.token).toMatch(/^[\w-]{32}$/)
    expect(b.token).not.toBe(a.token)
  })

  it("protects every answer by its headers, those of refusals and of what it cannot read too", async () => {
    const { address, port, ask, raw } = await testStudio()
    const responses = [
      await fetch(address),
      await ask("folder"),
      await ask("nothing"),
      await fetch(`${address}/api/folder`),
    ]
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 404, 403])
    for (const { headers } of responses) {
      expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin")
      expect(headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp")
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin")
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff")
      expect(headers.get("Referrer-Policy")).toBe("no-referrer")
      expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'")
    }
    for (const unread of ["rubbish\r\n\r\n", request("GET http://[", { Host: `127.0.0.1:${port}` })]) {
      const answer = await raw(unread)
      expect(statusOf(answer)).toBe(400)
      expect(answer.toLowerCase()).toContain("x-content-type-options: nosniff")
    }
  })

  it("refuses headers over 16 KB with 413", async () => {
    const { port, raw } = await testStudio()
    const answer = await raw(request("GET /", { Host: `127.0.0.1:${port}`, Cookie: "x".repeat(20_000) }))
    expect(statusOf(answer)).toBe(413)
  })

  it("offers GET alone where it only shows, and says what it offers", async () => {
    const { ask, address } = await testStudio()
    for (const path of ["folder", "files/a.json", "matrix/run", "order/run", "pairs/run"]) {
      for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
        const response = await ask(path, { method })
        expect([path, method, response.status, response.headers.get("Allow")]).toEqual([path, method, 405, "GET, HEAD"])
      }
    }
    expect((await fetch(address, { method: "POST" })).status).toBe(405)
    for (const method of ["GET", "PUT", "DELETE"]) expect((await ask("measurements", { method })).status).toBe(405)
    for (const method of ["GET", "PUT", "POST"]) expect((await ask("measurements/run", { method })).status).toBe(405)
  })
})

describe("the hosts it answers under", () => {
  it("are this machine's, and the one it was told", () => {
    expect([...hostsOf("127.0.0.1", 4646)]).toEqual(["127.0.0.1:4646", "localhost:4646", "[::1]:4646"])
    expect(hostsOf("Studio.Example", 4646)).toContain("studio.example:4646")
    expect(hostsOf("fe80::1", 4646)).toContain("[fe80::1]:4646")
    expect(hostsOf("127.0.0.1", 80)).toContain("localhost")
    expect(hostsOf("127.0.0.1", 4646)).not.toContain("localhost")
  })
})
