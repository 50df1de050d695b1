import { heatPixels } from "#src/plots/index.js"
import type { MatrixTile } from "../data/studio-run.js"
import type { LoadedTile } from "./tile-cache.js"

/** A tile with its picture, a pixel for each cell. */
export async function withPicture(tile: MatrixTile, domain: [number, number]): Promise<LoadedTile> {
  const image = new ImageData(heatPixels(tile.cells, domain), tile.width, tile.height)
  return { ...tile, picture: await createImageBitmap(image) }
}
