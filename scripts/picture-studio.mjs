// @ts-check
// Writes the pictures of the studio that README and docs show: docs/images/explorable.gif, explorable.png and studio-matrix.png.
// Needs a build, and a folder with the runs alpha-0 and alpha-1 of fixtures/examples/alphas: node scripts/picture-studio.mjs FOLDER
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { chromium } from "playwright-core"
import { encodeGif } from "../dist/src/report/gif-node.js"
import { startStudio } from "../dist/src/server/studio-server.js"
import { findChromium, NO_CHROMIUM } from "./chromium.mjs"

const images = "docs/images"
const gifFrames = 40
const gifWidth = 800
/** Within so many of the browser's frames all figures are drawn. */
const framesToDraw = 30

const folder = process.argv[2]
const executablePath = findChromium()
if (folder === undefined) throw new Error("which folder of runs? node scripts/picture-studio.mjs runs")
if (executablePath === undefined) throw new Error(NO_CHROMIUM)
const studio = await startStudio({
  folder,
  page: fileURLToPath(new URL("../dist/studio/", import.meta.url)),
  program: fileURLToPath(new URL("../dist/src/cli/main.js", import.meta.url)),
  host: "127.0.0.1",
  port: 0,
  uploadLimit: 0,
})
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
await picturesOfTraining()
await pictureOfMatrices()
await browser.close()
studio.stop()

/** Trained to the end first, then shown frame by frame: so that each frame is whole. */
async function picturesOfTraining() {
  const page = await browser.newPage({ viewport: { width: 1120, height: 1200 }, colorScheme: "light" })
  await page.goto(studio.url)
  await page.addStyleTag({ content: ".save-buttons { display: none } :focus-visible { outline: none }" })
  const scrub = page.getByRole("slider", { name: "Epoch" })
  await page.getByRole("button", { name: "Train again" }).waitFor({ timeout: 120_000 })
  const last = Number(await scrub.getAttribute("max"))
  const top = (await page.locator(".explorable-transport").boundingBox())?.y ?? 0
  const { y, height } = (await page.locator(".explorable-networks").boundingBox()) ?? { y: 0, height: 0 }
  const clip = { x: 0, y: top, width: 1120, height: y + height + 8 - top }
  const frames = []
  for (let frame = 0; frame < gifFrames; frame++) {
    await scrub.fill(String(Math.round((frame / (gifFrames - 1)) * last)))
    await page.evaluate(framesPass, framesToDraw)
    frames.push(asSvg(await page.screenshot({ clip }), clip))
  }
  await page.screenshot({ path: `${images}/explorable.png` })
  writeFileSync(`${images}/explorable.gif`, encodeGif(frames, { width: gifWidth, delay: 120 }))
  await page.close()
}

/**
 * In the page.
 * @param {number} count
 * @returns {Promise<void>}
 */
function framesPass(count) {
  return new Promise((resolve) => {
    const pass = () => (count-- > 0 ? requestAnimationFrame(pass) : resolve())
    pass()
  })
}

async function pictureOfMatrices() {
  const page = await browser.newPage({ viewport: { width: 1120, height: 1140 }, colorScheme: "light" })
  await page.goto(`${studio.url}#/compare?run=alpha-0&run=alpha-1&view=matrix`)
  await page.locator("main canvas").nth(1).waitFor()
  await page.evaluate(framesPass, framesToDraw)
  await page.screenshot({ path: `${images}/studio-matrix.png` })
  await page.close()
}

/**
 * The encoder of animations takes drawings.
 * @param {Buffer} png
 * @param {{ width: number, height: number }} size
 */
function asSvg(png, { width, height }) {
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${png.toString("base64")}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`
}
