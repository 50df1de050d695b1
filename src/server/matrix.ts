import { type Context, Hono } from "hono"
import { RoteError } from "../errors.js"
import { blankTile, type MatrixTile, tileCells, tileExtent } from "../inspection/matrix-pyramid.js"
import { readManifest } from "../store/manifest.js"
import { readBands, readBlock } from "../store/matrix-blocks.js"
import { matrixSize } from "../store/run.js"
import { countTileFiles } from "../store/tiles.js"
import type { MatrixOrder } from "./api.js"
import { confinedPath } from "./confined-path.js"
import type { MatrixSource, MatrixThread } from "./matrix-questions.js"
import { methodNotOffered, notFound, refusal } from "./refusal.js"
import { streamed } from "./streamed.js"

/** Rows of a matrix that is held in memory at most: 400 MB of it, and twice that for a moment while it is clustered. */
const mostHeld = 10_000

/** Rows of any matrix: a band of 64 of them is read at a time. */
const mostRows = 65_536

const orders: readonly MatrixOrder[] = ["layers", "clusters"]

/** A run's matrix: tiles of its heat map, the order of its rows, all of it. */
export function matrixRoutes(root: string, thread: MatrixThread): Hono {
  const routes = new Hono()

  routes.get("/matrix/*", async (c) => {
    const source = await sourceOf(root, c, "/api/matrix/")
    const order = orderAsked(c)
    const [level, row, column] = ["level", "row", "column"].map((name) => wholeNumberAsked(c, name))
    const extent = tileExtent(source.size, level, row, column)
    if (extent === undefined) throw notFound(`tile ${row}, ${column} at level ${level}`)
    if (level === 0 && order === "layers") {
      const block = { top: row * tileCells, left: column * tileCells, ...extent }
      const values = await readBlock(source.directory, block, source.missing)
      return tileOf(c, blankTile(values, block.top, block.left, block.height, block.width))
    }
    return tileOf(c, await thread.tile(held(source), order, { level, row, column }))
  })

  routes.get("/order/*", async (c) => {
    const source = await sourceOf(root, c, "/api/order/")
    return c.json(Array.from(await thread.rows(held(source), orderAsked(c))))
  })

  routes.get("/pairs/*", async (c) => {
    const { directory, size, missing } = await sourceOf(root, c, "/api/pairs/")
    return c.body(streamed(c, bandBytes(directory, size, missing)), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(size * size * Float64Array.BYTES_PER_ELEMENT),
      "Cache-Control": "no-store",
    })
  })

  for (const path of ["/matrix/*", "/order/*", "/pairs/*"]) routes.all(path, methodNotOffered("GET, HEAD"))
  return routes
}

async function sourceOf(root: string, c: Context, prefix: string): Promise<MatrixSource> {
  const directory = await confinedPath(root, c.req.path.slice(prefix.length))
  const manifest = directory === undefined ? undefined : await readManifest(directory)
  if (directory === undefined || manifest === undefined) throw notFound("a run of that path")
  const size = matrixSize(manifest.input, manifest.settings)
  if (size === 0) throw notFound("the matrix of a run without mutual information")
  if (size > mostRows) throw tooLarge(size, mostRows)
  if (manifest.complete) {
    return { directory, size, version: manifest.result?.matrixSha256 ?? "", missing: "refused" }
  }
  const { written } = await countTileFiles(directory, size)
  return { directory, size, version: `${written} tiles`, missing: "blank" }
}

function held(source: MatrixSource): MatrixSource {
  if (source.size > mostHeld) throw tooLarge(source.size, mostHeld)
  return source
}

function tooLarge(rows: number, most: number): RoteError {
  return new RoteError("limit-exceeded", {
    expected: `a matrix of at most ${most} neurons`,
    found: `${rows}`,
    hint: "measure a sample of them: --neurons",
  })
}

function orderAsked(c: Context): MatrixOrder {
  const order = orders.find((name) => name === c.req.query("order"))
  if (order === undefined) throw refusal(400, `order: expected ${orders.join(" or ")}`)
  return order
}

function wholeNumberAsked(c: Context, name: string): number {
  const text = c.req.query(name) ?? ""
  if (!/^\d{1,9}$/.test(text)) throw refusal(400, `${name}: expected a whole number`)
  return Number(text)
}

function tileOf(c: Context, { cells, width, height }: MatrixTile): Response {
  return c.body(cells.buffer as ArrayBuffer, 200, {
    "Content-Type": "application/octet-stream",
    "Cache-Control": "no-store",
    "X-Width": String(width),
    "X-Height": String(height),
  })
}

async function* bandBytes(directory: string, size: number, missing: "refused" | "blank"): AsyncGenerator<Uint8Array> {
  for await (const band of readBands(directory, size, missing)) yield new Uint8Array(band.buffer)
}
