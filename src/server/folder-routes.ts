import { availableParallelism } from "node:os"
import { Hono } from "hono"
import { compress } from "hono/compress"
import { etag } from "hono/etag"
import { tool } from "../store/tool.js"
import type { Folder } from "./api.js"
import { folderReader } from "./folder.js"
import type { Jobs } from "./jobs.js"
import { methodNotOffered } from "./refusal.js"

/** What is in the folder. A page asks every other second, and mostly hears that nothing changed. */
export function folderRoutes(root: string, jobs: Jobs): Hono {
  const routes = new Hono()
  const { name, entries } = folderReader(root)
  routes.get("/folder", compress(), etag(), async (c) => {
    const threads = availableParallelism()
    const folder: Folder = { name, version: tool.version, threads, entries: await entries(), jobs: jobs.list() }
    return c.json(folder, 200, { "Cache-Control": "no-cache" })
  })
  routes.all("/folder", methodNotOffered("GET, HEAD"))
  return routes
}
