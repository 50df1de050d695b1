import { gunzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { tool } from "#src/store/tool.js"
import { statusOf, testStudio } from "./studio.js"

describe("the studio's page", () => {
  it("is served without a token, and told that a server is there", async () => {
    const { address, token } = await testStudio()
    for (const path of ["/", `/?token=${token}`]) {
      const response = await fetch(address + path)
      expect([response.status, response.headers.get("Cache-Control")]).toEqual([200, "no-cache"])
      expect(response.headers.get("Content-Type")).toBe("text/html; charset=UTF-8")
      expect(await response.text()).toContain(`<head>\n<meta name="rote-server" content="${tool.version}">`)
    }
  })

  it("keeps what has its hash in its name for good, and asks for the rest again", async () => {
    const { address } = await testStudio()
    const script = await fetch(`${address}/assets/main-a1b2c3.js`)
    expect(script.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable")
    expect(script.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8")
    const icon = await fetch(`${address}/icon.svg`)
    expect([icon.headers.get("Cache-Control"), icon.headers.get("Content-Type")]).toEqual(["no-cache", "image/svg+xml"])
  })

  it("is compressed where the browser takes that", async () => {
    const { port, raw } = await testStudio()
    const request = (encoding: string) =>
      `GET /assets/main-a1b2c3.js HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: ${encoding}\r\n\r\n`
    const [plain, compressed] = [await raw(request("identity")), await raw(request("gzip"))]
    expect([plain, compressed].map(statusOf)).toEqual([200, 200])
    const [head, body] = compressed.split("\r\n\r\n", 2)
    expect(head.toLowerCase()).toContain("content-encoding: gzip")
    expect(gunzipSync(Buffer.from(body, "latin1")).toString()).toBe(plain.split("\r\n\r\n", 2)[1])
  })

  it("is nothing but what was built", async () => {
    const { address } = await testStudio()
    for (const path of ["/none.js", "/assets/", "/assets", "/assets/none.js", "/index.htm", "/.env"]) {
      expect([path, (await fetch(address + path)).status]).toEqual([path, 404])
    }
  })

  it("has to be built first", async () => {
    await expect(testStudio({ page: "/nowhere/studio" })).rejects.toMatchObject({
      code: "io",
      message: expect.stringMatching(/expected the built page of the studio, found none; `npm run build` makes it/),
    })
  })
})
