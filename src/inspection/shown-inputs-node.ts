import { stat } from "node:fs/promises"
import type { Values } from "../activations.js"
import { arrayInputs, holdsArrays } from "../capture/inputs/array-inputs.js"
import { imagesOfFolder, imagesOfList } from "../capture/inputs/image-files.js"
import type { ExampleDescription } from "../capture/inputs/model-inputs.js"
import { arrayPicture, filePicture, pictureLayout } from "../capture/inputs/pictures.js"
import { readTexts } from "../capture/inputs/texts.js"
import { RoteError } from "../errors.js"
import { extent } from "../estimators/scale.js"
import { openLayers } from "../readers/format.js"
import { withFile } from "../readers/open-file.js"
import { extension } from "../readers/source.js"
import { fingerprintFile, type InputFile } from "../store/index.js"

/** A model's inputs as a person sees them. No model is needed for it. */
export interface ShownInputs {
  examples: number
  /** As a run's record of a capture has them. */
  files: InputFile[]
  describe(example: number): ExampleDescription
  /** A small PNG of an example that is an image. */
  picture(example: number): Promise<Uint8Array | undefined>
}

/**
 * Opens a folder or list of images, a file of texts (`column`: "text" unless given), or arrays, of which those that can be images are
 * shown.
 * @throws RoteError what reading such files throws
 */
export async function openShownInputs(path: string, column?: string): Promise<ShownInputs> {
  const status = await stat(path).catch(() => undefined)
  if (status?.isDirectory()) return imageFiles(await imagesOfFolder({ path }))
  if (holdsArrays(path)) return arrays(path)
  // A list of images and a file of texts have the same extension: what its lines name decides.
  const listed = extension(path) === "txt" ? await imagesOfList(path).catch(() => undefined) : undefined
  if (listed !== undefined) return imageFiles(listed)
  const texts = await readTexts(path, column)
  return {
    examples: texts.length,
    files: [await fingerprintFile(path)],
    describe: (example) => ({ kind: "text", text: texts[example] }),
    picture: async () => undefined,
  }
}

function imageFiles({ paths, files }: { paths: string[]; files: InputFile[] }): ShownInputs {
  return {
    examples: paths.length,
    files,
    describe: (example) => ({ kind: "image", path: paths[example] }),
    picture: (example) => filePicture(paths[example]),
  }
}

async function arrays(path: string): Promise<ShownInputs> {
  const name = await shownArray(path)
  const { examples, files, describe, batch } = await arrayInputs(path, [{ name, type: "float32", shape: [] }])
  const { shape, data } = (await batch(0, examples))[name]
  const values = data as Values
  const layout = pictureLayout(shape.slice(1))
  // Of all examples, so that the pictures can be compared.
  const range = layout === undefined ? undefined : extent(values)
  return {
    examples,
    files,
    describe,
    picture: async (example) => {
      const size = values.length / examples
      const own = values.subarray(example * size, (example + 1) * size)
      return layout && range && arrayPicture(own, layout, range)
    },
  }
}

/** The array of a file that is shown: the first that can be images, else the first. */
function shownArray(path: string): Promise<string> {
  return withFile(path, async (source) => {
    const layers = await openLayers(source, {})
    for (const layer of layers) {
      const { shape } = await layer.open()
      if (shape.length > 2 && pictureLayout(shape.slice(1)) !== undefined) return layer.name ?? "input"
    }
    if (layers.length > 0) return layers[0].name ?? "input"
    throw new RoteError("no-neurons", { input: path, expected: "an array of examples", found: "none" })
  })
}
