import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { RoteError } from "#src/errors.js"
import { lightTheme, toSvgString, trainingFrame } from "#src/plots/index.js"
import { encodeGif } from "#src/report/gif-node.js"
import { commonPalette, paletteIndexer } from "#src/report/gif-palette-node.js"
import { svgDocument } from "#src/report/svg-document.js"
import { svgPixels } from "#src/report/svg-pixels-node.js"
import { launchBrowser } from "../browser.js"
import { sampleMoment } from "../plots/sample-circles.js"
import { gifStructure } from "./gif-structure.js"

/** A square that walks over a ground without words, in a colour of its own at each step. */
const colours = ["#d55e00", "#0072b2", "#008a65", "#000000"]
const steps = colours.map(
  (colour, i) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect x="${i * 10}" y="10" width="10" height="10" fill="${colour}"/></svg>`,
)

function trainingFrames(count: number): string[] {
  const document = svgDocument()
  return Array.from({ length: count }, (_, epoch) => {
    const moments = ["plain", "shortcut", "shuffled"].map((name) => sampleMoment(name, epoch / count))
    const options = { epoch, extent: 1.8, thirdFeature: 0, domain: [0, 4] as [number, number] }
    return toSvgString(trainingFrame(moments, { document, ...options }), lightTheme.background)
  })
}

describe("an animated GIF", () => {
  const gif = gifStructure(encodeGif(steps, { width: 120, delay: 250, hold: 1500 }))

  it("has a frame for each picture, all of one size", () => {
    expect(gif).toMatchObject({ header: "GIF89a", width: 120, height: 60, rest: 0 })
    expect(gif.frames.map(({ width, height }) => [width, height])).toEqual(steps.map(() => [120, 60]))
  })

  it("holds its last frame", () => {
    expect(gif.frames.map(({ delay }) => delay)).toEqual([250, 250, 250, 1500])
  })

  it("has one palette, and leaves out of each frame what the one before shows", () => {
    expect(gif.colours).toBe(256)
    expect(gif.frames.map(({ hasOwnPalette }) => hasOwnPalette)).toEqual([false, false, false, false])
    expect(gif.frames.map(({ transparentColour }) => transparentColour)).toEqual([null, 255, 255, 255])
    expect(gif.frames.every(({ keepsPrevious }) => keepsPrevious)).toBe(true)
  })

  it.each([
    [0, 0],
    [1, null],
    [3, 2],
  ])("plays %i times, 0 for ever", (loops, repeats) => {
    expect(gifStructure(encodeGif(steps, { width: 20, loops })).repeats).toBe(repeats)
  })

  it("is of one picture, too", () => {
    expect(gifStructure(encodeGif(steps.slice(0, 1), { width: 20 })).frames).toHaveLength(1)
  })

  it("refuses no frames, and frames of different sizes", () => {
    const taller = steps[0].replace('height="30"', 'height="40"')
    for (const frames of [[], [steps[0], taller]]) {
      expect(() => encodeGif(frames)).toThrow(expect.objectContaining({ code: "bad-option" }))
      expect(() => encodeGif(frames)).toThrow(RoteError)
    }
  })

  it("of a training takes at most 60 KB a frame: fifty make 3 MB", () => {
    const frames = trainingFrames(8)
    expect(encodeGif(frames, { width: 840 }).length / frames.length).toBeLessThan(60_000)
  })
})

describe("a palette", () => {
  /** 400 colours once each, and two, one step of blue apart, three times. */
  const flat = [
    [200, 100, 50, 255],
    [200, 100, 51, 255],
  ]
  const rare = (i: number) => [i % 256, (i * 7) % 256, i % 251, 255]
  const rgba = Uint8Array.from([...flat, ...flat, ...flat, ...Array.from({ length: 400 }, (_, i) => rare(i))].flat())
  const palette = commonPalette(rgba, 64)

  it("keeps the commonest colours as they are", () => {
    expect(palette.length).toBeLessThanOrEqual(64)
    expect(palette.slice(0, 2)).toEqual(expect.arrayContaining(flat.map((colour) => colour.slice(0, 3))))
  })

  it("gives every pixel the nearest of its colours", () => {
    const places = paletteIndexer(palette)(rgba)
    const distance = (pixel: number, place: number) =>
      palette[place].reduce((sum, value, channel) => sum + (value - rgba[4 * pixel + channel]) ** 2, 0)
    expect(places).toHaveLength(rgba.length / 4)
    places.forEach((place, pixel) => {
      expect(distance(pixel, place)).toBe(Math.min(...palette.map((_, other) => distance(pixel, other))))
    })
  })
})

describe("a browser", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  /** The pixels of every frame as Chromium shows them. */
  async function shown(gif: Uint8Array): Promise<Buffer[]> {
    const page = await browser.newPage()
    // Decoding is for secure pages only.
    await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "" }))
    await page.goto("https://figures.test/")
    const frames = await page.evaluate(async (data) => {
      const decoder = new ImageDecoder({
        data: Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)),
        type: "image/gif",
      })
      await decoder.tracks.ready
      const frames: string[] = []
      for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack!.frameCount; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex })
        const context = new OffscreenCanvas(image.displayWidth, image.displayHeight).getContext("2d")!
        context.drawImage(image, 0, 0)
        let bytes = ""
        for (const byte of context.getImageData(0, 0, image.displayWidth, image.displayHeight).data)
          bytes += String.fromCharCode(byte)
        frames.push(bytes)
      }
      return frames
    }, Buffer.from(gif).toString("base64"))
    await page.close()
    return frames.map((bytes) => Buffer.from(bytes, "latin1"))
  }

  it("shows each frame as it was drawn, the ground exactly", async () => {
    const frames = await shown(encodeGif(steps, { width: 120, background: "#15181c" }))
    expect(frames).toHaveLength(steps.length)
    frames.forEach((frame, f) => {
      const { rgba } = svgPixels(steps[f], 120, "#15181c")
      expect(frame.equals(rgba)).toBe(true)
      expect([...frame.subarray(0, 4)]).toEqual([0x15, 0x18, 0x1c, 255])
    })
  })

  it("shows the frames of a training with hardly a change to their colours", async () => {
    const drawn = trainingFrames(2)
    const frames = await shown(encodeGif(drawn, { width: 210 }))
    frames.forEach((frame, f) => {
      const { rgba } = svgPixels(drawn[f], 210, "#ffffff")
      const total = frame.reduce((sum, value, i) => sum + Math.abs(value - rgba[i]), 0)
      expect(total / frame.length).toBeLessThan(1.5)
    })
  })
})
