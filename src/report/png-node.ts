import { createRequire } from "node:module"
import { Resvg } from "@resvg/resvg-js"

const fontFiles = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"]

/**
 * A figure's SVG text as a PNG, `scale` pixels per CSS pixel. The font comes with the package, so that text is drawn the
 * same on a machine without any; letters it lacks are taken from the system's fonts.
 */
export function svgToPng(svg: string, scale = 2): Uint8Array {
  const require = createRequire(import.meta.url)
  const resvg = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      fontFiles: fontFiles.map((file) => require.resolve(`@expo-google-fonts/inter/${file}`)),
      defaultFontFamily: "Inter",
      sansSerifFamily: "Inter",
      loadSystemFonts: true,
    },
  })
  return resvg.render().asPng()
}
