import { createRequire } from "node:module"
import { Resvg } from "@resvg/resvg-js"

/** Red, green, blue and opacity of pixel after pixel, in rows from the top. */
export interface Pixels {
  width: number
  height: number
  rgba: Uint8Array
}

/** A figure's SVG text as pixels, `width` of them across, on a ground of one colour. The font is the package's own. */
export function svgPixels(svg: string, width: number, background: string): Pixels {
  const image = new Resvg(svg, {
    fitTo: { mode: "width", value: width },
    background,
    font: { ...interFont(), loadSystemFonts: false },
  }).render()
  return { width: image.width, height: image.height, rgba: new Uint8Array(image.pixels) }
}

/** The package's font, in the weights of the figures. */
export function interFont() {
  const require = createRequire(import.meta.url)
  return {
    fontFiles: ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"].map((file) =>
      require.resolve(`@expo-google-fonts/inter/${file}`),
    ),
    defaultFontFamily: "Inter",
    sansSerifFamily: "Inter",
  }
}
