import { Resvg } from "@resvg/resvg-js"
import { interFont } from "./svg-pixels-node.js"

/**
 * A figure's SVG text as a PNG, `scale` pixels per CSS pixel. The font comes with the package, so that text is drawn the
 * same on a machine without any; letters it lacks are taken from the system's fonts.
 */
export function svgToPng(svg: string, scale = 2): Uint8Array {
  const resvg = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { ...interFont(), loadSystemFonts: true },
  })
  return resvg.render().asPng()
}
