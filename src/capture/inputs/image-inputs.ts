import { RoteError } from "../../errors.js"
import { isFolder } from "../../readers/is-file.js"
import { mapInParallel } from "../../readers/parallel.js"
import { fingerprintFile } from "../../store/index.js"
import type { TensorInfo } from "../runtime/session.js"
import { imagesOfFolder, imagesOfList } from "./image-files.js"
import { type ImageLayout, imageLayout } from "./image-layout.js"
import { mostPixels, readImage } from "./image-pixels.js"
import { type ImagePlan, imagePlan } from "./image-plan.js"
import type { ModelInputs } from "./model-inputs.js"
import { readPreprocessorConfig } from "./preprocessor-config.js"
import type { ImagePreprocessing, InputRequest } from "./request.js"
import { type Pixels, resample } from "./resample.js"

/** As many as libuv has threads for; each may take a large image's memory. */
const imagesAtOnce = 4

/**
 * Images of a folder or of a list as a model takes them: resized, cropped, scaled and normalised, decoded batch by batch.
 * @throws RoteError of the images (`imagesOfFolder`, `imagesOfList`, `readImage`), of the choices (`imagePlan`) and of the
 * model's input (`imageLayout`); `bad-shape` for an image that is too small or has the wrong size and is not to be resized,
 * `limit-exceeded` for one so long that its longer side would not fit in memory
 */
export async function openImageInputs(request: InputRequest, inputs: readonly TensorInfo[]): Promise<ModelInputs> {
  const layout = imageLayout(inputs[0])
  const plan = imagePlan(await askedPreprocessing(request), layout, request.path)
  const { paths, files } = (await isFolder(request.path))
    ? await imagesOfFolder(request)
    : await imagesOfList(request.path)
  const { height, width } = plan
  const space = layout.channelsLast ? [height, width, layout.channels] : [layout.channels, height, width]
  return {
    examples: paths.length,
    batch: async (start, end) => {
      const batch = paths.slice(start, end)
      const length = height * width * layout.channels
      const data = new Float32Array(batch.length * length)
      await mapInParallel([...batch.keys()], imagesAtOnce, async (i) => {
        const pixels = fitted(batch[i], await readImage(batch[i]), plan)
        writeValues(pixels, plan, layout, data.subarray(i * length, (i + 1) * length))
      })
      return { [layout.input]: { shape: [batch.length, ...space], data } }
    },
    describe: (example) => ({ kind: "image", path: paths[example] }),
    files,
    preparation: await Promise.all(preprocessorOf(request).map(fingerprintFile)),
  }
}

function preprocessorOf({ model }: InputRequest): string[] {
  return model?.preprocessor === undefined ? [] : [model.preprocessor]
}

/** A size asked for stands for what the model's folder says of sizes, its crop too. */
async function askedPreprocessing({ image = {}, model }: InputRequest): Promise<ImagePreprocessing> {
  if (model?.preprocessor === undefined) return image
  const { size, crop, ...others } = await readPreprocessorConfig(model.preprocessor)
  const sizes = image.size === undefined ? { ...(size && { size }), ...(crop && { crop }) } : {}
  return { ...others, ...sizes, ...image }
}

function fitted(path: string, image: Pixels, plan: ImagePlan): Pixels {
  const [height, width] = resized(image, plan.size)
  if (height * width > mostPixels) throw tooLong(path, height, width)
  const cut = height !== plan.height || width !== plan.width
  if (height < plan.height || width < plan.width || (cut && !plan.cropped)) throw wrongSize(path, height, width, plan)
  const whole = resample(image, width, height, plan.filter)
  return cut ? centre(whole, plan) : whole
}

/** Height and width once resized; the longer side is rounded down, as Pillow's and torchvision's users do. */
function resized({ height, width }: Pixels, size: ImagePlan["size"]): [height: number, width: number] {
  if (size === "as they are") return [height, width]
  if (Array.isArray(size)) return size
  const { shortestEdge: side } = size
  return width <= height ? [Math.trunc((side * height) / width), side] : [side, Math.trunc((side * width) / height)]
}

function centre(image: Pixels, { height, width }: ImagePlan): Pixels {
  const top = Math.floor((image.height - height) / 2)
  const left = Math.floor((image.width - width) / 2)
  const data = new Uint8Array(height * width * 3)
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * image.width + left) * 3
    data.set(image.data.subarray(from, from + width * 3), row * width * 3)
  }
  return { height, width, data }
}

/** Grey is Rec. 601's luma in Pillow's whole numbers. */
function luma(data: Uint8Array, at: number): number {
  return (data[at] * 19595 + data[at + 1] * 38470 + data[at + 2] * 7471 + 0x8000) >> 16
}

function writeValues({ data }: Pixels, plan: ImagePlan, layout: ImageLayout, values: Float32Array): void {
  const { channels, channelsLast } = layout
  const area = plan.height * plan.width
  for (let channel = 0; channel < channels; channel++) {
    const scale = plan.scale[channel]
    const offset = plan.offset[channel]
    for (let pixel = 0; pixel < area; pixel++) {
      const byte = channels === 1 ? luma(data, pixel * 3) : data[pixel * 3 + channel]
      values[channelsLast ? pixel * channels + channel : channel * area + pixel] = byte * scale + offset
    }
  }
}

function tooLong(input: string, height: number, width: number): RoteError {
  return new RoteError("limit-exceeded", {
    input,
    expected: `at most ${mostPixels} pixels once its shorter side is resized`,
    found: `${height} × ${width} (height × width)`,
  })
}

function wrongSize(input: string, height: number, width: number, plan: ImagePlan): RoteError {
  return new RoteError("bad-shape", {
    input,
    expected: `an image of ${plan.cropped ? "at least " : ""}${plan.height} × ${plan.width} (height × width)`,
    found: `${height} × ${width}`,
    hint: "give a size to resize to",
  })
}
