// @ts-check
// Writes docs/images/walk-through-examples.png from the two contact sheets of the walk-through: of each the neurons of highest
// entropy, side by side.
// node scripts/picture-walk-through.mjs shortcut.html digits.html
import { readFileSync } from "node:fs"
import { chromium } from "playwright-core"
import { findChromium, NO_CHROMIUM } from "./chromium.mjs"

const columns = ["α = 1: highest entropy", "α = 0: highest entropy"]
const paths = process.argv.slice(2)
const executablePath = findChromium()
if (paths.length !== columns.length) throw new Error("which pages? shortcut.html digits.html")
if (executablePath === undefined) throw new Error(NO_CHROMIUM)

const [shortcut, digits] = paths.map((path) => readFileSync(path, "utf8"))
const style = `
  header, footer, main > section:not(:last-of-type) { display: none !important }
  main { display: grid; grid-template-columns: 1fr 1fr; gap: 3rem; padding: 1.5rem !important }
  main > section { margin: 0 !important }
  .pictures { grid-template-columns: repeat(5, 1fr) !important; gap: 0.5rem !important; margin-bottom: 0 !important }
  .pictures .quiet { display: none }
`
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
const page = await browser.newPage({ viewport: { width: 960, height: 400 }, colorScheme: "light" })
await page.setContent(shortcut.replace("</head>", `<style>${style}</style></head>`))
await page.evaluate(
  ({ other, headings }) => {
    const last = (/** @type {Document} */ from) => from.querySelector("main > section:last-of-type")
    const own = last(document)
    const added = last(new DOMParser().parseFromString(other, "text/html"))
    if (own === null || added === null) throw new Error("a page without neurons")
    own.after(added)
    const style = document.createElement("style")
    style.textContent = "main > section:nth-last-of-type(2) { display: block !important }"
    document.head.append(style)
    for (const [i, section] of [own, added].entries()) {
      const heading = section.querySelector("h2")
      if (heading !== null) heading.textContent = headings[i]
    }
  },
  { other: digits, headings: columns },
)
await page.screenshot({ path: "docs/images/walk-through-examples.png", fullPage: true })
await browser.close()
