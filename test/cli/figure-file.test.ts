import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { requireFigureFile, writeFigure } from "#src/cli/figure-file.js"
import { withPrintableTexts } from "#src/cli/printable-names.js"
import { differencesFigure } from "#src/plots/comparison/index.js"
import type { FigureOptions } from "#src/plots/index.js"
import { sampleComparison } from "../plots/comparison/samples.js"

const comparison = { ...sampleComparison(), names: ["plain", "\u001b<script>alert(1)</script>"] as [string, string] }
const draw = (options: FigureOptions) => differencesFigure(withPrintableTexts(comparison), options)

async function written(name: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "rote-figure-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await writeFigure(join(folder, name), draw, { title: "A & B", sentences: ["<b>one</b>", "two"] })
  expect(readdirSync(folder)).toEqual([name])
  return readFileSync(join(folder, name))
}

describe("a figure's file", () => {
  it("may be SVG, PNG or HTML, and nothing else is written over", () => {
    for (const file of ["a.svg", "b.PNG", "c/d.html", undefined]) expect(() => requireFigureFile(file)).not.toThrow()
    expect(() => requireFigureFile("run/manifest.json")).toThrowError(
      "--figure: expected a file name that ends in .svg, .png or .html, found run/manifest.json",
    )
  })

  it("as SVG holds no script and no control character of a name", async () => {
    const svg = (await written("figure.svg")).toString("utf8")
    expect(svg).toMatch(/^<svg [^>]*width="924"/)
    expect(svg).not.toContain("<script")
    expect(svg).not.toContain("\u001b")
    expect(svg).toContain("\\u{1b}")
  })

  it("as PNG has two pixels for each", async () => {
    const png = await written("figure.png")
    expect(png.subarray(1, 4).toString()).toBe("PNG")
    expect(png.readUInt32BE(16)).toBe(2 * 924)
  })

  it("as a page follows the theme, is drawn for a phone too, and asks for nothing elsewhere", async () => {
    const page = (await written("figure.html")).toString("utf8")
    expect(page).toContain("<h1>A &#38; B</h1>")
    expect(page).toContain("&#60;b&#62;one&#60;/b&#62;")
    expect(page.match(/<svg /g)).toHaveLength(2)
    expect(page).toContain('width="340"')
    expect(page).toContain("var(--run-1)")
    expect(page).toContain("default-src 'none'")
    expect(page).not.toContain("<script")
  })
})
