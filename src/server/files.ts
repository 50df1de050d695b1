import { extname } from "node:path"
import { Hono } from "hono"
import { confinedPath } from "./confined-path.js"
import { methodNotOffered, notFound } from "./refusal.js"
import { sendFile } from "./send-file.js"

/** What runs and sweeps consist of. */
const types: Record<string, string> = {
  ".json": "application/json",
  ".parquet": "application/octet-stream",
  ".safetensors": "application/octet-stream",
}

/** Files of runs and sweeps as they are. */
export function fileRoutes(root: string): Hono {
  const routes = new Hono()
  routes.get("/files/*", async (c) => {
    const path = await confinedPath(root, c.req.path.slice("/api/files/".length))
    const type = path === undefined ? undefined : isChunk(path) ? "application/octet-stream" : types[extname(path)]
    if (path === undefined || type === undefined) throw notFound(c.req.path)
    return sendFile(c, path, { "Content-Type": type, "Cache-Control": "no-cache" })
  })
  routes.all("/files/*", methodNotOffered("GET, HEAD"))
  return routes
}

function isChunk(path: string): boolean {
  return /\.zarr[/\\]c[/\\]\d+[/\\]\d+$/.test(path)
}
