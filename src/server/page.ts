import { readFile, realpath } from "node:fs/promises"
import { extname, join } from "node:path"
import { Hono } from "hono"
import { RoteError } from "../errors.js"
import { tool } from "../store/tool.js"
import { confinedPath } from "./confined-path.js"
import { methodNotOffered, notFound } from "./refusal.js"
import { sendFile } from "./send-file.js"

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
}

/**
 * The built page, which holds no data and so needs no token. What has its hash in its name is kept for good, the rest is asked
 * for again.
 * @throws RoteError `io` where no page was built
 */
export async function pageRoutes(folder: string): Promise<Hono> {
  const root = await realpath(folder).catch(() => folder)
  await readPage(root)
  const routes = new Hono()
  routes.get("/", async (c) => c.html(await readPage(root), 200, { "Cache-Control": "no-cache" }))
  routes.get("/*", async (c) => {
    const path = await confinedPath(root, c.req.path.slice(1))
    if (path === undefined) throw notFound(c.req.path)
    const type = types[extname(path)] ?? "application/octet-stream"
    const cache = c.req.path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"
    return sendFile(c, path, { "Content-Type": type, "Cache-Control": cache })
  })
  routes.all("/*", methodNotOffered("GET, HEAD"))
  return routes
}

/** Read each time: a page that is built again is there at the next visit. It learns from its head that a server is there. */
async function readPage(root: string): Promise<string> {
  const html = await readFile(join(root, "index.html"), "utf8").catch((cause) => {
    const hint = "`npm run build` makes it, in a clone of the repository"
    throw new RoteError("io", { input: root, expected: "the built page of the studio", found: "none", hint }, { cause })
  })
  return html.replace(/<head>/i, (head) => `${head}\n<meta name="rote-server" content="${tool.version}">`)
}
