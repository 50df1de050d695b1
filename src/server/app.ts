import { Hono } from "hono"
import { compress } from "hono/compress"
import { fileRoutes } from "./files.js"
import { folderRoutes } from "./folder-routes.js"
import { requireOwnOrigin, requireToken } from "./guard.js"
import type { Jobs } from "./jobs.js"
import { matrixRoutes } from "./matrix.js"
import type { MatrixThread } from "./matrix-questions.js"
import { measurementRoutes } from "./measurements.js"
import { pageRoutes } from "./page.js"
import { notFound, refusing } from "./refusal.js"
import type { Uploads } from "./uploads.js"

export interface StudioParts {
  /** The folder served, a real path. */
  root: string
  /** The built page. */
  page: string
  token: string
  /** What Host may be: known once the server listens. */
  hosts: () => ReadonlySet<string>
  /** Bytes. */
  uploadLimit: number
  jobs: Jobs
  uploads: Uploads
  thread: MatrixThread
}

/** Everything the studio's server answers. What it serves, and to whom, stands here in order. */
export async function studioApp({
  root,
  page,
  token,
  hosts,
  uploadLimit,
  jobs,
  uploads,
  thread,
}: StudioParts): Promise<Hono> {
  const app = new Hono()
  const refuse = refusing(root)
  app.onError(refuse)
  app.notFound((c) => refuse(notFound(c.req.path), c))
  app.use(requireOwnOrigin(hosts))
  app.use("/api/*", requireToken(token))
  app.route("/api", folderRoutes(root, jobs))
  app.route("/api", fileRoutes(root))
  app.route("/api", matrixRoutes(root, thread))
  app.route("/api", measurementRoutes(root, jobs, uploads, uploadLimit))
  app.all("/api/*", (c) => refuse(notFound(c.req.path), c))
  app.use(compress())
  app.route("/", await pageRoutes(page))
  return app
}
