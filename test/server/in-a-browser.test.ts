import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { launchBrowser } from "../browser.js"
import { temporaryFolder } from "../store/runs.js"
import { testStudio } from "./studio.js"

/** Says what a page may do under the server's headers, as a list of what went through. */
const script = `
const done = {}
const tried = async (name, act) => { try { done[name] = await act() } catch { done[name] = "refused" } }
const wasm = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)
await tried("WebAssembly", async () => (await WebAssembly.compile(wasm)) instanceof WebAssembly.Module)
await tried("shared memory", async () => crossOriginIsolated && new SharedArrayBuffer(8).byteLength === 8)
await tried("worker", () => new Promise((resolve, reject) => {
  const worker = new Worker(new URL("./worker-1.js", import.meta.url), { type: "module" })
  worker.onmessage = ({ data }) => resolve(data)
  worker.onerror = reject
  worker.postMessage(new SharedArrayBuffer(8))
}))
const image = (source) => { const image = new Image(); image.src = source; return image.decode().then(() => true) }
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
await tried("data image", () => image("data:image/svg+xml," + encodeURIComponent(svg)))
await tried("blob image", () => image(URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }))))
await tried("inline style", async () => getComputedStyle(document.querySelector("p")).color === "rgb(1, 2, 3)")
await tried("eval", async () => (0, eval)("true"))
await tried("inline script", async () => globalThis.inline ?? "refused")
await tried("another host", async () => { await fetch("http://localhost:" + location.port + "/", { mode: "no-cors" }); return true })
document.body.dataset.done = JSON.stringify(done)
`

const worker = `onmessage = async ({ data }) => {
  await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
  postMessage(crossOriginIsolated && data.byteLength === 8)
}`

it("the headers leave a page WebAssembly, threads and its own pictures, and nothing of elsewhere", async () => {
  const page = temporaryFolder()
  mkdirSync(join(page, "assets"))
  const body = `<p style="color: rgb(1, 2, 3)">text</p><script>globalThis.inline = true</script>`
  const module = `<script type="module" src="./assets/main-1.js"></script>`
  writeFileSync(join(page, "index.html"), `<!doctype html><html><head></head><body>${body}${module}</body></html>`)
  writeFileSync(join(page, "assets", "main-1.js"), script)
  writeFileSync(join(page, "assets", "worker-1.js"), worker)
  const { address } = await testStudio({ page })
  const browser = await launchBrowser()
  try {
    const tab = await browser.newPage()
    await tab.goto(address)
    const done = await tab.locator("body[data-done]").getAttribute("data-done")
    expect(JSON.parse(done ?? "")).toEqual({
      WebAssembly: true,
      "shared memory": true,
      worker: true,
      "data image": true,
      "blob image": true,
      "inline style": true,
      eval: "refused",
      "inline script": "refused",
      "another host": "refused",
    })
  } finally {
    await browser.close()
  }
})
