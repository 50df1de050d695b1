import { toSvgString } from "#src/plots/figure.js"
import { currentTheme } from "../shell/theme.js"
import type { DrawFigure } from "./figure.js"

/** Pixels of a saved PNG for each of the figure's. */
const scale = 2

export function saveSvg(name: string, draw: DrawFigure, width: number): void {
  saveFile(`${name}.svg`, new Blob([svgText(draw, width).text], { type: "image/svg+xml" }))
}

export async function savePng(name: string, draw: DrawFigure, width: number): Promise<void> {
  const { text, size } = svgText(draw, width)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = size.width * scale
  canvas.height = size.height * scale
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"))
  if (blob !== null) saveFile(`${name}.png`, blob)
}

/** The browser keeps the file where it keeps downloads. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** With colours of its own: a file has no page to take them from. */
function svgText(draw: DrawFigure, width: number): { text: string; size: { width: number; height: number } } {
  const theme = currentTheme()
  const text = toSvgString(draw({ document, theme, width }), theme.background)
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement
  const [w, h] = ["width", "height"].map((side) => Number(parsed.getAttribute(side)))
  return { text, size: { width: w, height: h } }
}
