import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { requestedRange } from "#src/server/send-file.js"
import { measureToRun } from "#src/store/index.js"
import { parseManifest } from "#src/store/manifest-json.js"
import { decodeNeurons } from "#src/store/neurons.js"
import { sampleActivations } from "../store/runs.js"
import { statusOf, type TestStudio, testStudio } from "./studio.js"

/** GET under `api/` as it stands: `fetch` would take ways up out of it. */
function askRaw({ port, token, raw }: TestStudio, path: string): Promise<string> {
  const headers = `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: close`
  return raw(`GET ${path} HTTP/1.1\r\n${headers}\r\n\r\n`)
}

describe("files of the folder", () => {
  it("are a run's own, to the bit, so that a page can decode it", async () => {
    const { folder, ask } = await testStudio()
    const { measurement } = await measureToRun(sampleActivations(6), join(folder, "a", "run 1"), { threads: 1 })
    const manifest = parseManifest(await (await ask("files/a/run%201/manifest.json")).text())
    expect(manifest.result?.summary).toEqual(measurement.summary)
    const bytes = new Uint8Array(await (await ask("files/a/run%201/neurons.parquet")).arrayBuffer())
    const { neuronTable } = await decodeNeurons(bytes, 6, manifest.input.layers)
    expect(neuronTable).toEqual(measurement.neuronTable)
    const chunk = await ask("files/a/run%201/mutual-information.zarr/c/0/0")
    expect([chunk.status, chunk.headers.get("Content-Type")]).toEqual([200, "application/octet-stream"])
    expect((await chunk.arrayBuffer()).byteLength).toBe(64 * 64 * 8 + 4)
    const zarr = await ask("files/a/run%201/mutual-information.zarr/zarr.json")
    expect(await zarr.json()).toMatchObject({ zarr_format: 3 })
  })

  it("come again only when they changed", async () => {
    const { folder, ask } = await testStudio()
    writeFileSync(join(folder, "a.json"), "{}")
    const etag = (await ask("files/a.json")).headers.get("ETag") as string
    const again = () => ask("files/a.json", { headers: { "If-None-Match": etag } })
    expect((await again()).status).toBe(304)
    writeFileSync(join(folder, "a.json"), "[1]")
    expect(await (await again()).json()).toEqual([1])
  })

  it("come in parts where a part is asked for, and large ones whole", async () => {
    const { folder, ask } = await testStudio()
    const bytes = Uint8Array.from({ length: 3_000_001 }, (_, i) => i % 251)
    writeFileSync(join(folder, "a.safetensors"), bytes)
    const whole = new Uint8Array(await (await ask("files/a.safetensors")).arrayBuffer())
    expect(Buffer.compare(whole, bytes)).toBe(0)
    const part = await ask("files/a.safetensors", { headers: { Range: "bytes=1000000-2999999" } })
    expect([part.status, part.headers.get("Content-Range")]).toEqual([206, "bytes 1000000-2999999/3000001"])
    expect(Buffer.compare(new Uint8Array(await part.arrayBuffer()), bytes.subarray(1_000_000, 3_000_000))).toBe(0)
    expect((await ask("files/a.safetensors", { headers: { Range: "bytes=3000001-" } })).status).toBe(416)
    const head = await ask("files/a.safetensors", { method: "HEAD" })
    expect([head.status, head.headers.get("Content-Length")]).toEqual([200, "3000001"])
  })

  it("are none beyond the folder, however the way out is written", async () => {
    const studio = await testStudio()
    const { folder, outside } = studio
    writeFileSync(join(outside, "secret.json"), `"secret"`)
    mkdirSync(join(folder, "in"))
    expect(existsSync(join(folder, "in", "..", "..", "outside", "secret.json"))).toBe(true)
    const ways = [
      "../outside/secret.json",
      "in/../../outside/secret.json",
      "..%2foutside%2fsecret.json",
      "in%2f..%2f..%2foutside%2fsecret.json",
      "%2e%2e/outside/secret.json",
      "%2e%2e%2foutside%2fsecret.json",
      "..%252foutside%252fsecret.json",
      "..%5coutside%5csecret.json",
      "..\\outside\\secret.json",
      "..%c0%afoutside/secret.json",
      `${outside}/secret.json`,
      `%2f${outside}/secret.json`,
      `/${outside}/secret.json`,
      `C:${outside}/secret.json`,
      "in/%00/../../../outside/secret.json",
      "../outside/secret.json%00.json",
      ".../outside/secret.json",
    ]
    for (const way of ways) {
      for (const route of ["files", "matrix", "order", "pairs"]) {
        const answer = await askRaw(studio, `/api/${route}/${way}`)
        expect([way, [400, 404].includes(statusOf(answer))]).toEqual([way, true])
        expect(answer).not.toContain(`"secret"`)
      }
      const page = await askRaw(studio, `/${way}`)
      expect([way, [400, 404].includes(statusOf(page))]).toEqual([way, true])
    }
  })

  it("are none that a link leads to beyond the folder; links within it do", async () => {
    const { folder, outside, ask } = await testStudio()
    writeFileSync(join(outside, "secret.json"), `"secret"`)
    mkdirSync(join(folder, "in"))
    writeFileSync(join(folder, "in", "open.json"), `"open"`)
    symlinkSync(join(outside, "secret.json"), join(folder, "file.json"))
    symlinkSync(outside, join(folder, "out"))
    symlinkSync(join("..", "in"), join(folder, "in", "round"))
    symlinkSync(join(folder, "in", "open.json"), join(folder, "within.json"))
    expect((await ask("files/file.json")).status).toBe(404)
    expect((await ask("files/out/secret.json")).status).toBe(404)
    expect(await (await ask("files/within.json")).json()).toBe("open")
    expect(await (await ask("files/in/round/open.json")).json()).toBe("open")
  })

  it("are none of other kinds, no hidden ones and no folders", async () => {
    const { folder, ask } = await testStudio()
    mkdirSync(join(folder, ".git"))
    mkdirSync(join(folder, "folder.json"))
    for (const name of ["thesis.tex", "id_rsa", ".env.json", ".git/config.json", "page.html"]) {
      writeFileSync(join(folder, name), "private")
      expect([name, (await ask(`files/${name}`)).status]).toEqual([name, 404])
    }
    for (const path of ["", "folder.json", "none.json", "folder.json/a.json"]) {
      const response = await ask(`files/${path}`)
      expect([path, response.status]).toEqual([path, 404])
      expect(await response.text()).not.toContain("\n")
    }
  })
})

describe("the part of a file that is asked for", () => {
  it.each([
    ["bytes=0-9", [0, 10]],
    ["bytes=90-", [90, 100]],
    ["bytes=90-1000", [90, 100]],
    ["bytes=-10", [90, 100]],
    ["bytes=-1000", [0, 100]],
    ["bytes=100-", "none of it"],
    ["bytes=-0", "none of it"],
    ["bytes=9-0", undefined],
    ["bytes=-", undefined],
    ["bytes=0-1,5-6", undefined],
    ["lines=0-1", undefined],
    [undefined, undefined],
  ])("%s of 100 bytes", (header, range) => {
    expect(requestedRange(header, 100)).toEqual(range)
  })
})
