import { lstat } from "node:fs/promises"
import { join } from "node:path"
import { Hono } from "hono"
import { readManifest } from "../store/manifest.js"
import { namesIn } from "./confined-path.js"
import type { Jobs } from "./jobs.js"
import { checkRequest } from "./measurement-request.js"
import { receiveUpload } from "./receive-upload.js"
import { methodNotOffered, notFound, refusal } from "./refusal.js"
import type { Uploads } from "./uploads.js"

/** Each takes all the cores there are: more at a time would end none earlier. */
const mostAtOnce = 2

/** Starting measurements on files that come with the request, and stopping them. `limit` is the bytes of such a file. */
export function measurementRoutes(root: string, jobs: Jobs, uploads: Uploads, limit: number): Hono {
  const routes = new Hono()
  /** Runs whose file is on its way or being measured. */
  const taken = new Set<string>()

  routes.post("/measurements", async (c) => {
    const { file, run, options } = checkRequest(c.req.queries())
    if (taken.has(run) || jobs.isRunning(run)) throw refusal(409, `${run} is being measured already`)
    const others = new Set([...taken, ...runningRuns(jobs)])
    if (others.size >= mostAtOnce)
      throw refusal(429, `${others.size} measurements are going on: wait for one or stop it`)
    taken.add(run)
    try {
      await requireNew(root, run)
      const folder = await uploads.make()
      try {
        await receiveUpload(c.req.raw, join(folder, file), limit)
      } catch (error) {
        uploads.remove(folder)
        throw error
      }
      return c.json(jobs.start({ run, file: join(folder, file), options }), 202)
    } finally {
      taken.delete(run)
    }
  })

  routes.delete("/measurements/:run", async (c) => {
    const [run] = namesIn(c.req.path.split("/").at(-1) ?? "") ?? [""]
    const job = await jobs.stop(run)
    if (job === undefined) throw notFound("a measurement of that name that is going on")
    return c.json(job)
  })

  routes.all("/measurements", methodNotOffered("POST"))
  routes.all("/measurements/:run", methodNotOffered("DELETE"))
  return routes
}

function runningRuns(jobs: Jobs): string[] {
  return jobs.list().flatMap(({ run, state }) => (state === "running" ? [run] : []))
}

/** A run that was stopped is gone on with; anything else stays as it is. */
async function requireNew(root: string, run: string): Promise<void> {
  const path = join(root, run)
  const status = await lstat(path).catch(() => undefined)
  if (status === undefined) return
  const manifest = status.isDirectory() ? await readManifest(path) : undefined
  if (manifest === undefined || manifest.complete) {
    throw refusal(409, `${run}: expected the name of a new run, or of one to go on with, found one that is taken`)
  }
}
